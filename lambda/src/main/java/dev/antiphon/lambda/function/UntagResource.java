package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Takes tags from a function, or from something else of this service. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    private final Tags tags;

    UntagResource(Tags tags) {
        this.tags = tags;
    }

    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return tags.entity(request.resource());
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        tags.change(
                tx, request.resource(), before -> ResourceTags.without(before, request.tagKeys()));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
