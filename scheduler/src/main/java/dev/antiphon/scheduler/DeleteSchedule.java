package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;

/** Deletes a schedule; what it has invoked already goes its way. */
final class DeleteSchedule implements Command<DeleteScheduleRequest, DeleteScheduleResponse> {
    @Override
    public String entity(DeleteScheduleRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<DeleteScheduleResponse> handle(
            Tx tx, DeleteScheduleRequest request, Caller caller) {
        ScheduleArn arn = arn(request, caller);
        if (!tx.has(SchedulerTables.SCHEDULES, arn)) {
            if (!Deletion.isRepeated(tx, arn.toString(), request.clientToken())) {
                throw SchedulerErrors.noSchedule(arn);
            }
        } else {
            Occurrences.cancel(tx, arn);
            tx.delete(SchedulerTables.SCHEDULES, arn);
            Deletion.remember(tx, arn.toString(), request.clientToken());
        }
        return Outcome.reply(DeleteScheduleResponse.builder().build());
    }

    private static ScheduleArn arn(DeleteScheduleRequest request, Caller caller) {
        return ScheduleArn.of(caller, request.groupName(), request.name());
    }
}
