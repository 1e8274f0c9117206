package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** Removes tags from a bus or rule, whether it has them or not. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceARN()).bus().toString();
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        Tagged resource = Tagged.of(request.resourceARN());
        resource.tag(tx, Tags.without(resource.tags(tx), request.tagKeys()));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
