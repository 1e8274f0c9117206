package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;

/** Shows the tags of a function, or of something else of this service. */
final class ListTags implements Query<ListTagsRequest, ListTagsResponse> {
    private final Tags tags;

    ListTags(Tags tags) {
        this.tags = tags;
    }

    @Override
    public String entity(ListTagsRequest request, Caller caller) {
        return request.resource();
    }

    @Override
    public ListTagsResponse answer(Catalogs catalogs, ListTagsRequest request, Caller caller) {
        return ListTagsResponse.builder().tags(tags.of(catalogs, request.resource())).build();
    }
}
