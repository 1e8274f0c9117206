package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** Tells all of a schedule. */
final class GetSchedule implements Command<GetScheduleRequest, GetScheduleResponse> {
    @Override
    public String entity(GetScheduleRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<GetScheduleResponse> handle(Tx tx, GetScheduleRequest request, Caller caller) {
        Schedule schedule = Schedules.require(tx, arn(request, caller));
        Definition definition = schedule.definition();
        return Outcome.reply(
                GetScheduleResponse.builder()
                        .arn(schedule.arn().toString())
                        .groupName(schedule.arn().group())
                        .name(schedule.arn().name())
                        .scheduleExpression(definition.expression())
                        .scheduleExpressionTimezone(definition.zone())
                        .startDate(definition.start())
                        .endDate(definition.end())
                        .state(schedule.state())
                        .flexibleTimeWindow(definition.window())
                        .actionAfterCompletion(
                                definition.deletedAfterCompletion()
                                        ? ActionAfterCompletion.DELETE
                                        : ActionAfterCompletion.NONE)
                        .description(definition.description())
                        .kmsKeyArn(definition.kmsKey())
                        .target(definition.target())
                        .creationDate(schedule.created())
                        .lastModificationDate(schedule.modified())
                        .build());
    }

    private static ScheduleArn arn(GetScheduleRequest request, Caller caller) {
        return ScheduleArn.of(caller, request.groupName(), request.name());
    }
}
