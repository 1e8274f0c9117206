package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;

/** Tells all of a schedule group. */
final class GetScheduleGroup implements Command<GetScheduleGroupRequest, GetScheduleGroupResponse> {
    @Override
    public String entity(GetScheduleGroupRequest request, Caller caller) {
        return GroupArn.of(caller, request.name()).toString();
    }

    @Override
    public Outcome<GetScheduleGroupResponse> handle(
            Tx tx, GetScheduleGroupRequest request, Caller caller) {
        Group group = Groups.require(tx, GroupArn.of(caller, request.name()));
        return Outcome.reply(
                GetScheduleGroupResponse.builder()
                        .arn(group.arn().toString())
                        .name(group.arn().name())
                        .state(group.state())
                        .creationDate(group.created())
                        .lastModificationDate(group.modified())
                        .build());
    }
}
