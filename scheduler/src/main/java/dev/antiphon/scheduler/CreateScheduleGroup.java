package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;

/** Creates a schedule group; the same call made again finds it created. */
final class CreateScheduleGroup
        implements Command<CreateScheduleGroupRequest, CreateScheduleGroupResponse> {
    @Override
    public String entity(CreateScheduleGroupRequest request, Caller caller) {
        return GroupArn.of(caller, request.name()).toString();
    }

    @Override
    public Outcome<CreateScheduleGroupResponse> handle(
            Tx tx, CreateScheduleGroupRequest request, Caller caller) {
        GroupArn arn = GroupArn.of(caller, request.name());
        Map<String, String> tags = GroupTags.with(Map.of(), request.tags());
        Group existing = tx.get(SchedulerTables.GROUPS, arn);
        if (existing != null && existing.deleting()) {
            throw SchedulerErrors.groupIsDeleted(arn);
        }
        boolean repeated =
                existing != null
                        && request.clientToken() != null
                        && request.clientToken().equals(existing.clientToken())
                        && tags.equals(existing.tags());
        if (arn.isDefault() || (existing != null && !repeated)) {
            throw SchedulerErrors.groupExists(arn);
        }
        if (!repeated) {
            tx.put(
                    SchedulerTables.GROUPS,
                    arn,
                    Group.of(arn, tx.now(), tags, request.clientToken()));
        }
        return Outcome.reply(
                CreateScheduleGroupResponse.builder().scheduleGroupArn(arn.toString()).build());
    }
}
