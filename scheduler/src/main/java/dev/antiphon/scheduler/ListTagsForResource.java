package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;

/** Tells the tags of a schedule group in the order of their keys. */
final class ListTagsForResource
        implements Command<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public String entity(ListTagsForResourceRequest request, Caller caller) {
        return GroupTags.owner(request.resourceArn()).toString();
    }

    @Override
    public Outcome<ListTagsForResourceResponse> handle(
            Tx tx, ListTagsForResourceRequest request, Caller caller) {
        Group group = Groups.require(tx, GroupTags.owner(request.resourceArn()));
        return Outcome.reply(
                ListTagsForResourceResponse.builder().tags(GroupTags.list(group.tags())).build());
    }
}
