package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;

/** Lists the tags of a bus or rule. */
final class ListTagsForResource
        implements Command<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public String entity(ListTagsForResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceARN()).bus().toString();
    }

    @Override
    public Outcome<ListTagsForResourceResponse> handle(
            Tx tx, ListTagsForResourceRequest request, Caller caller) {
        Tagged resource = Tagged.of(request.resourceARN());
        return Outcome.reply(
                ListTagsForResourceResponse.builder().tags(Tags.listed(resource.tags(tx))).build());
    }
}
