package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;

/** Deletes a schedule group with its schedules: is answered at once, and goes on after that. */
final class DeleteScheduleGroup
        implements Command<DeleteScheduleGroupRequest, DeleteScheduleGroupResponse> {
    @Override
    public String entity(DeleteScheduleGroupRequest request, Caller caller) {
        return GroupArn.of(caller, request.name()).toString();
    }

    @Override
    public Outcome<DeleteScheduleGroupResponse> handle(
            Tx tx, DeleteScheduleGroupRequest request, Caller caller) {
        GroupArn arn = GroupArn.of(caller, request.name());
        if (arn.isDefault()) {
            throw SchedulerErrors.invalid("The default schedule group cannot be deleted.");
        }
        Group group = tx.get(SchedulerTables.GROUPS, arn);
        if (group == null) {
            if (!Deletion.isRepeated(tx, arn.toString(), request.clientToken())) {
                throw SchedulerErrors.noGroup(arn);
            }
        } else if (!group.deleting()) {
            int partitions = GroupRemoval.begin(tx, arn);
            tx.put(SchedulerTables.GROUPS, arn, group.leaving(partitions, request.clientToken()));
        }
        return Outcome.reply(DeleteScheduleGroupResponse.builder().build());
    }
}
