package dev.antiphon.states.execution;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest redrives of an execution, by their client tokens: who calls again since an answer was
 * lost is told the same once more. SDKs make a token for every call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html">how
 *     many tokens count, and for how long</a>
 */
record Redrives(List<Redrive> latest) {
    private static final int MOST = 10;
    private static final Duration VALID = Duration.ofMinutes(15);

    record Redrive(String token, Instant date) {}

    static final Redrives NONE = new Redrives(List.of());

    /** When the execution was redriven by a call with this token, or null. */
    @Nullable Instant of(String token, Instant now) {
        return latest.stream()
                .filter(each -> each.token.equals(token) && each.date.plus(VALID).isAfter(now))
                .map(Redrive::date)
                .findFirst()
                .orElse(null);
    }

    Redrives with(String token, Instant date) {
        List<Redrive> more = new ArrayList<>(latest);
        more.removeIf(each -> each.token.equals(token));
        more.add(new Redrive(token, date));
        return new Redrives(
                List.copyOf(more.subList(Math.max(0, more.size() - MOST), more.size())));
    }

    static final RowCodec<Redrives> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Redrives row, RowWriter out) {
                    out.varint(row.latest.size());
                    for (Redrive each : row.latest) {
                        out.text(each.token);
                        Rows.write(out, each.date);
                    }
                }

                @Override
                public Redrives read(int version, RowReader in) {
                    List<Redrive> latest = new ArrayList<>();
                    for (long left = in.varint(); left > 0; left--) {
                        latest.add(new Redrive(in.text(), Rows.readInstant(in)));
                    }
                    return new Redrives(List.copyOf(latest));
                }
            };
}
