package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;

/** Creates a schedule; the same call made again finds it created. */
final class CreateSchedule implements Command<CreateScheduleRequest, CreateScheduleResponse> {
    @Override
    public String entity(CreateScheduleRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<CreateScheduleResponse> handle(
            Tx tx, CreateScheduleRequest request, Caller caller) {
        ScheduleArn arn = arn(request, caller);
        Definition definition = Definition.of(request);
        Schedule existing = tx.get(SchedulerTables.SCHEDULES, arn);
        if (existing != null) {
            if (request.clientToken() == null
                    || !request.clientToken().equals(existing.clientToken())
                    || !definition.equals(existing.definition())) {
                throw SchedulerErrors.scheduleExists(arn);
            }
            return reply(arn);
        }
        DefinitionRules.check(definition, null, tx.now());
        Groups.checkOpen(tx, arn.groupArn());
        Schedule schedule =
                new Schedule(arn, definition, tx.now(), tx.now(), tx.now(), request.clientToken());
        tx.put(SchedulerTables.SCHEDULES, arn, schedule);
        if (definition.enabled()) {
            Occurrences.begin(tx, schedule);
        }
        return reply(arn);
    }

    private static ScheduleArn arn(CreateScheduleRequest request, Caller caller) {
        return ScheduleArn.of(caller, request.groupName(), request.name());
    }

    private static Outcome<CreateScheduleResponse> reply(ScheduleArn arn) {
        return Outcome.reply(CreateScheduleResponse.builder().scheduleArn(arn.toString()).build());
    }
}
