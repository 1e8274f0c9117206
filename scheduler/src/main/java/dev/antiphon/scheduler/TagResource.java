package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceResponse;

/** Adds tags to a schedule group, or gives them other values. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return GroupTags.owner(request.resourceArn()).toString();
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        Group group = Groups.require(tx, GroupTags.owner(request.resourceArn()));
        tx.put(
                SchedulerTables.GROUPS,
                group.arn(),
                group.withTags(GroupTags.with(group.tags(), request.tags())));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
