package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution that has ended, as those are told who wait for it: what DescribeExecution would
 * answer.
 *
 * @param status as in the API, such as {@code SUCCEEDED}
 * @param input as JSON
 * @param output as JSON, or null where it did not succeed
 */
public record EndedExecution(
        String arn,
        String name,
        String machineArn,
        @Nullable String versionArn,
        @Nullable String aliasArn,
        String status,
        Instant started,
        Instant stopped,
        String input,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause) {

    void write(RowWriter out) {
        out.text(arn).text(name).text(machineArn).optionalText(versionArn);
        out.optionalText(aliasArn).text(status);
        Rows.write(out, started);
        Rows.write(out, stopped);
        out.text(input).optionalText(output).optionalText(error).optionalText(cause);
    }

    public static EndedExecution read(RowReader in) {
        return new EndedExecution(
                in.text(),
                in.text(),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                in.text(),
                Rows.readInstant(in),
                Rows.readInstant(in),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                in.optionalText());
    }
}
