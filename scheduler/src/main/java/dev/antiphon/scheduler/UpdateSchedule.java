package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Instant;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/**
 * Gives a schedule another definition. One whose times stay the same keeps its beat, and what it is
 * planned for next.
 */
final class UpdateSchedule implements Command<UpdateScheduleRequest, UpdateScheduleResponse> {
    @Override
    public String entity(UpdateScheduleRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<UpdateScheduleResponse> handle(
            Tx tx, UpdateScheduleRequest request, Caller caller) {
        ScheduleArn arn = arn(request, caller);
        Schedule before = Schedules.require(tx, arn);
        Definition definition = Definition.of(request);
        DefinitionRules.check(definition, before.definition(), tx.now());
        boolean sameBeat = definition.expression().equals(before.definition().expression());
        Instant anchor = sameBeat ? before.anchor() : tx.now();
        Schedule after =
                new Schedule(
                        arn, definition, before.created(), tx.now(), anchor, before.clientToken());
        tx.put(SchedulerTables.SCHEDULES, arn, after);
        Occurrences.change(tx, before, after);
        return Outcome.reply(UpdateScheduleResponse.builder().scheduleArn(arn.toString()).build());
    }

    private static ScheduleArn arn(UpdateScheduleRequest request, Caller caller) {
        return ScheduleArn.of(caller, request.groupName(), request.name());
    }
}
