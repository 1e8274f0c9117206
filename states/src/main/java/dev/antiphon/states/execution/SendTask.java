package dev.antiphon.states.execution;

import dev.antiphon.engine.Tx;
import dev.antiphon.states.machine.StatesErrors;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskOutcome;
import java.util.function.BiConsumer;

/** What whoever has a task token may say. */
final class SendTask {
    private SendTask() {}

    /** Where the task is. */
    static String entity(String token) {
        return address(token).home();
    }

    private static TaskAddress address(String token) {
        TaskAddress address = TaskToken.read(token);
        if (address == null) {
            throw StatesErrors.invalidToken("Invalid token");
        }
        return address;
    }

    static void answer(Tx tx, Programs programs, String token, TaskOutcome outcome) {
        with(tx, programs, token, (open, strand) -> open.answer(strand, outcome));
    }

    /**
     * @throws dev.antiphon.api.AwsException TaskTimedOut if nobody waits for the task any more
     */
    static void with(
            Tx tx, Programs programs, String token, BiConsumer<OpenExecution, Strand> work) {
        TaskAddress address = address(token);
        OpenExecution open = OpenExecution.find(tx, programs, address.home(), address.execution());
        Strand strand = open == null ? null : open.caller(address.strand(), address.nonce());
        if (open == null || strand == null || strand.held != null) {
            throw ExecutionErrors.taskTimedOut();
        }
        work.accept(open, strand);
        open.go();
        open.save();
    }
}
