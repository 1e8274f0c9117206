package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;

/** Adds tags to a bus or rule, or gives them another value. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceARN()).bus().toString();
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        Tagged resource = Tagged.of(request.resourceARN());
        resource.tag(tx, Tags.with(resource.tags(tx), request.tags()));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
