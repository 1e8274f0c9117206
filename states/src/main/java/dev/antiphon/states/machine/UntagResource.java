package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.UntagResourceRequest;
import software.amazon.awssdk.services.sfn.model.UntagResourceResponse;

/** Takes tags from a state machine or an activity, whether it has them or not. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceArn()).arn();
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        Tagged resource = Tagged.of(request.resourceArn());
        resource.tag(tx, ResourceTags.without(resource.tags(tx), request.tagKeys()));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
