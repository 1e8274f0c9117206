package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.Executable;
import dev.antiphon.states.machine.StatesErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;

/**
 * Runs an Express machine and answers with what came of it. One that has to wait for something is
 * waited for; if the server ends meanwhile, nobody learns of it.
 */
final class StartSyncExecution
        implements Command<StartSyncExecutionRequest, StartSyncExecutionResponse> {
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final long MEMORY = 64;
    private static final long BILLED_STEP = 100;

    private final Programs programs;

    StartSyncExecution(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(StartSyncExecutionRequest request, Caller caller) {
        return StartRequest.entity(request.stateMachineArn(), request.name(), caller).home();
    }

    @Override
    public Outcome<StartSyncExecutionResponse> handle(
            Tx tx, StartSyncExecutionRequest request, Caller caller) {
        ExecutionArn arn = StartRequest.entity(request.stateMachineArn(), request.name(), caller);
        long number = StartRequest.number(caller);
        Execution waiting =
                tx.get(
                        ExecutionTables.EXPRESS.executions(),
                        ExecutionTables.key(arn.home(), true, number));
        if (waiting != null) {
            return finish(tx, waiting, request);
        }
        Executable machine = StartRequest.machine(tx, request.stateMachineArn());
        if (!machine.express()) {
            throw StatesErrors.typeNotSupported();
        }
        Payload input = StartRequest.input(request.input());
        Execution execution =
                StartRequest.execution(
                        tx,
                        number,
                        programs,
                        machine,
                        arn.asExpress(tx.ids().uuid().toString()),
                        input,
                        request.traceHeader(),
                        caller);
        OpenExecution open = OpenExecution.begin(tx, programs, execution, input);
        open.go();
        open.save();
        Run.Ending ending = open.run().ending();
        if (ending == null) {
            return waitFor(tx, number);
        }
        Payload output = ending.output();
        return Outcome.reply(
                answer(
                        request,
                        execution,
                        ending.status(),
                        tx.now(),
                        new Standing.Result(
                                output == null ? null : output.text(),
                                ending.error(),
                                ending.cause())));
    }

    private static Outcome<StartSyncExecutionResponse> waitFor(Tx tx, long number) {
        return Outcome.waitFor(Endings.topic(number), tx.now().plus(LONGEST));
    }

    private static Outcome<StartSyncExecutionResponse> finish(
            Tx tx, Execution execution, StartSyncExecutionRequest request) {
        Standing standing = Closed.standing(tx, execution);
        if (standing.result() == null) {
            return waitFor(tx, execution.number());
        }
        Instant stopped = standing.stopped();
        return Outcome.reply(
                answer(
                        request,
                        execution,
                        standing.status(),
                        stopped == null ? tx.now() : stopped,
                        standing.result()));
    }

    private static StartSyncExecutionResponse answer(
            StartSyncExecutionRequest request,
            Execution execution,
            Status status,
            Instant stopped,
            Standing.Result result) {
        boolean data = !"METADATA_ONLY".equals(request.includedDataAsString());
        Payload input = execution.input();
        long millis = Duration.between(execution.started(), stopped).toMillis();
        long billed = Math.max(1, (millis + BILLED_STEP - 1) / BILLED_STEP) * BILLED_STEP;
        return StartSyncExecutionResponse.builder()
                .executionArn(execution.arn().toString())
                .stateMachineArn(execution.machineArn())
                .name(execution.arn().name())
                .startDate(execution.started())
                .stopDate(stopped)
                .status(status.name())
                .error(result.error())
                .cause(result.cause())
                .input(data ? text(input) : null)
                .inputDetails(details -> details.included(data))
                .output(data ? result.output() : null)
                .outputDetails(details -> details.included(data))
                .traceHeader(execution.traceHeader())
                .billingDetails(billing ->
                        billing.billedDurationInMilliseconds(billed).billedMemoryUsedInMB(MEMORY))
                .build();
    }

    private static @Nullable String text(@Nullable Payload payload) {
        return payload == null ? null : payload.text();
    }
}
