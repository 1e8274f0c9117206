package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sfn.model.ListTagsForResourceResponse;

/** Tells the tags of a state machine or an activity in the order of their keys. */
final class ListTagsForResource
        implements Command<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public String entity(ListTagsForResourceRequest request, Caller caller) {
        return Tagged.of(request.resourceArn()).arn();
    }

    @Override
    public Outcome<ListTagsForResourceResponse> handle(
            Tx tx, ListTagsForResourceRequest request, Caller caller) {
        return Outcome.reply(
                ListTagsForResourceResponse.builder()
                        .tags(ResourceTags.list(Tagged.of(request.resourceArn()).tags(tx)))
                        .build());
    }
}
