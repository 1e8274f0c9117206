package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.Executable;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/**
 * Starts an execution, and runs it until it waits. The same call again, while it is running, starts
 * nothing: for Standard machines a name is one execution's for 90 days.
 */
final class StartExecution implements Command<StartExecutionRequest, StartExecutionResponse> {
    private final Programs programs;

    StartExecution(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(StartExecutionRequest request, Caller caller) {
        return StartRequest.entity(request.stateMachineArn(), request.name(), caller).home();
    }

    @Override
    public Outcome<StartExecutionResponse> handle(
            Tx tx, StartExecutionRequest request, Caller caller) {
        ExecutionArn arn = StartRequest.entity(request.stateMachineArn(), request.name(), caller);
        Executable machine = StartRequest.machine(tx, request.stateMachineArn());
        Payload input = StartRequest.input(request.input());
        if (machine.express()) {
            return start(
                    tx, machine, arn.asExpress(tx.ids().uuid().toString()), input, request, caller);
        }
        Execution known = tx.get(ExecutionTables.STANDARD.executions(), arn.home());
        if (known != null) {
            return Outcome.reply(answer(same(tx, known, input)));
        }
        return start(tx, machine, arn, input, request, caller);
    }

    private Outcome<StartExecutionResponse> start(
            Tx tx,
            Executable machine,
            ExecutionArn arn,
            Payload input,
            StartExecutionRequest request,
            Caller caller) {
        Execution execution =
                StartRequest.execution(
                        tx,
                        tx.ids().next(),
                        programs,
                        machine,
                        arn,
                        input,
                        request.traceHeader(),
                        caller);
        OpenExecution open = OpenExecution.begin(tx, programs, execution, input);
        open.go();
        open.save();
        return Outcome.reply(answer(execution));
    }

    /** The execution that has the name already, if it is this very one and still running. */
    private static Execution same(Tx tx, Execution known, Payload input) {
        if (Closed.standing(tx, known).status().closed()
                || !Closed.input(tx, known).equals(input.text())) {
            throw ExecutionErrors.exists(known.arn().toString());
        }
        return known;
    }

    private static StartExecutionResponse answer(Execution execution) {
        return StartExecutionResponse.builder()
                .executionArn(execution.arn().toString())
                .startDate(execution.started())
                .build();
    }
}
