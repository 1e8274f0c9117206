package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineResponse;

/**
 * Deletes a state machine with its versions and aliases: is answered at once, and goes on until its
 * executions are over. One that is not there counts as deleted.
 */
final class DeleteStateMachine
        implements Command<DeleteStateMachineRequest, DeleteStateMachineResponse> {
    @Override
    public String entity(DeleteStateMachineRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public Outcome<DeleteStateMachineResponse> handle(
            Tx tx, DeleteStateMachineRequest request, Caller caller) {
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        if (reference.isQualified()) {
            throw StatesErrors.validation(
                    "A qualified state machine ARN cannot be deleted by this operation: '"
                            + reference.text()
                            + "'");
        }
        Machine machine = tx.get(MachineTables.MACHINES, reference.machine());
        if (machine != null && !machine.deleting()) {
            MachineRemoval.begin(tx, machine);
        }
        return Outcome.reply(DeleteStateMachineResponse.builder().build());
    }
}
