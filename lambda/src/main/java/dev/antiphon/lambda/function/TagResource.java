package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;

/** Gives a function, or something else of this service, tags. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    private final Tags tags;

    TagResource(Tags tags) {
        this.tags = tags;
    }

    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return tags.entity(request.resource());
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        tags.change(tx, request.resource(), before -> ResourceTags.with(before, request.tags()));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
