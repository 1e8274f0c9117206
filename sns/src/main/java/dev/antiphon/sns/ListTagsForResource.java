package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;

/** Lists the tags of a topic. */
final class ListTagsForResource
        implements Query<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public String entity(ListTagsForResourceRequest request, Caller caller) {
        return TopicArn.of("ResourceArn", request.resourceArn(), caller).toString();
    }

    @Override
    public ListTagsForResourceResponse answer(
            Catalogs catalogs, ListTagsForResourceRequest request, Caller caller) {
        Topic topic =
                catalogs.catalog(SnsTables.TOPICS)
                        .get(TopicArn.of("ResourceArn", request.resourceArn(), caller));
        if (topic == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        return ListTagsForResourceResponse.builder().tags(TopicTags.list(topic.tags())).build();
    }
}
