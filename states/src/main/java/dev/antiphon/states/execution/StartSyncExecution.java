package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
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
    private static final int MEMORY = 64;
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
        ExecutionArn arn =
                StartRequest.entity(request.stateMachineArn(), request.name(), caller);
        SyncWaits waits = tx.shard(programs.shard()).waits();
        Long waiting = waits.find(caller.requestId(), arn.home());
        if (waiting != null) {
            return finish(tx, arn, waiting, request, caller, waits);
        }
        Machine machine =
                programs.machines()
                        .find(tx::catalog, request.stateMachineArn(), tx.ids().random());
        if (!machine.express()) {
            throw ExecutionErrors.wrongType();
        }
        Payload input = StartRequest.input(request.input());
        Execution execution =
                StartRequest.execution(
                        tx,
                        programs,
                        machine,
                        arn.asExpress(tx.ids().uuid().toString()),
                        input,
                        request.traceHeader());
        OpenExecution open = OpenExecution.begin(tx, programs, execution, input);
        open.go();
        open.save();
        Run.Ending ending = open.run().ending();
        if (ending == null) {
            waits.add(caller.requestId(), arn.home(), execution.number());
            return waitFor(tx, execution.number());
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
            Tx tx,
            ExecutionArn arn,
            long number,
            StartSyncExecutionRequest request,
            Caller caller,
            SyncWaits waits) {
        Execution execution =
                tx.get(
                        ExecutionTables.EXPRESS.executions(),
                        ExecutionTables.key(arn.home(), true, number));
        Standing standing = execution == null ? null : Closed.standing(tx, execution);
        if (execution == null || standing == null || standing.result() == null) {
            return waitFor(tx, number);
        }
        waits.remove(caller.requestId(), arn.home());
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
                .billingDetails(
                        billing ->
                                billing.billedDurationInMilliseconds(billed)
                                        .billedMemoryUsedInMB(MEMORY))
                .build();
    }

    private static @Nullable String text(@Nullable Payload payload) {
        return payload == null ? null : payload.text();
    }
}
