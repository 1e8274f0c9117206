package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;

/** Takes tags from a schedule group, whether it has them or not. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return GroupTags.owner(request.resourceArn()).toString();
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        Group group = Groups.require(tx, GroupTags.owner(request.resourceArn()));
        tx.put(
                SchedulerTables.GROUPS,
                group.arn(),
                group.withTags(GroupTags.without(group.tags(), request.tagKeys())));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
