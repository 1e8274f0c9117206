package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.TagResourceRequest;
import software.amazon.awssdk.services.sfn.model.TagResourceResponse;

/** Gives a state machine or an activity tags. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceArn()).arn();
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        Tagged resource = Tagged.of(request.resourceArn());
        resource.tag(tx, ResourceTags.with(resource.tags(tx), request.tags(), resource.arn()));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
