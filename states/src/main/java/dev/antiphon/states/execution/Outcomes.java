package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/** How outcomes of tasks are written. */
final class Outcomes {
    private Outcomes() {}

    static void writeOptional(RowWriter out, @Nullable TaskOutcome outcome) {
        switch (outcome) {
            case null -> out.u8(0);
            case TaskOutcome.Submitted(String output) -> out.u8(1).text(output);
            case TaskOutcome.Succeeded(String output) -> out.u8(2).text(output);
            case TaskOutcome.Failed(String error, String cause) ->
                    out.u8(3).optionalText(error).optionalText(cause);
            case TaskOutcome.TimedOut(String error, String cause) ->
                    out.u8(4).optionalText(error).optionalText(cause);
        }
    }

    static @Nullable TaskOutcome readOptional(RowReader in) {
        return switch (in.u8()) {
            case 1 -> new TaskOutcome.Submitted(in.text());
            case 2 -> new TaskOutcome.Succeeded(in.text());
            case 3 -> new TaskOutcome.Failed(in.optionalText(), in.optionalText());
            case 4 -> new TaskOutcome.TimedOut(in.optionalText(), in.optionalText());
            default -> null;
        };
    }
}
