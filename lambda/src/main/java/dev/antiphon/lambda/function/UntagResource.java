package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.CommandAt;
import dev.antiphon.service.Relay;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Takes tags from a function, or from something else of this service. */
final class UntagResource implements Relay<UntagResourceRequest, UntagResourceResponse> {
    private final Tags tags;

    UntagResource(Tags tags) {
        this.tags = tags;
    }

    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return request.resource();
    }

    @Override
    public Course<UntagResourceRequest, UntagResourceResponse> course(
            Catalogs catalogs, UntagResourceRequest request, Caller caller) {
        return new Course.Inside<>(
                new CommandAt<>(tags.entity(catalogs, request.resource()), this::change));
    }

    private UntagResourceResponse change(Tx tx, UntagResourceRequest request, Caller caller) {
        tags.change(
                tx, request.resource(), before -> ResourceTags.without(before, request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }
}
