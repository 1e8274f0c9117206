package dev.antiphon.scheduler;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/**
 * A schedule.
 *
 * @param anchor what a rate without a StartDate counts from: when it came to be
 * @param clientToken of the call that created it
 */
record Schedule(
        ScheduleArn arn,
        Definition definition,
        Instant created,
        Instant modified,
        Instant anchor,
        @Nullable String clientToken) {

    static final RowCodec<Schedule> CODEC = new Codec();

    ScheduleState state() {
        return definition.enabled() ? ScheduleState.ENABLED : ScheduleState.DISABLED;
    }

    private static final class Codec implements RowCodec<Schedule> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Schedule schedule, RowWriter out) {
            ScheduleArn arn = schedule.arn;
            out.text(arn.account()).text(arn.region()).text(arn.group()).text(arn.name());
            schedule.definition.write(out);
            out.i64(schedule.created.toEpochMilli()).i64(schedule.modified.toEpochMilli());
            out.i64(schedule.anchor.toEpochMilli()).optionalText(schedule.clientToken);
        }

        @Override
        public Schedule read(int version, RowReader in) {
            return new Schedule(
                    new ScheduleArn(in.text(), in.text(), in.text(), in.text()),
                    Definition.read(in),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()),
                    in.optionalText());
        }
    }
}
