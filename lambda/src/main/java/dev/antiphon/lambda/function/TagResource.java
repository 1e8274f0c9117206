package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.CommandAt;
import dev.antiphon.service.Relay;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;

/** Gives a function, or something else of this service, tags. */
final class TagResource implements Relay<TagResourceRequest, TagResourceResponse> {
    private final Tags tags;

    TagResource(Tags tags) {
        this.tags = tags;
    }

    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return request.resource();
    }

    @Override
    public Course<TagResourceRequest, TagResourceResponse> course(
            Catalogs catalogs, TagResourceRequest request, Caller caller) {
        return new Course.Inside<>(
                new CommandAt<>(tags.entity(catalogs, request.resource()), this::change));
    }

    private TagResourceResponse change(Tx tx, TagResourceRequest request, Caller caller) {
        tags.change(tx, request.resource(), before -> ResourceTags.with(before, request.tags()));
        return TagResourceResponse.builder().build();
    }
}
