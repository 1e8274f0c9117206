package dev.antiphon.scheduler;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

/**
 * What a user says of a schedule, with AWS's defaults for what was left open.
 *
 * @param start to the millisecond
 * @param end the same
 * @param flexible whether it may be invoked late, within the window
 * @param windowMinutes null where none was named
 */
record Definition(
        String expression,
        String zone,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean enabled,
        boolean flexible,
        @Nullable Integer windowMinutes,
        boolean deletedAfterCompletion,
        @Nullable String description,
        @Nullable String kmsKey,
        Target target) {

    private static final String DEFAULT_ZONE = "UTC";
    private static final int DEFAULT_EVENT_AGE = 86_400;
    private static final int DEFAULT_RETRIES = 185;

    Definition {
        start = start == null ? null : start.truncatedTo(ChronoUnit.MILLIS);
        end = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
    }

    static Definition of(CreateScheduleRequest request) {
        return new Definition(
                request.scheduleExpression(),
                request.scheduleExpressionTimezone() == null
                        ? DEFAULT_ZONE
                        : request.scheduleExpressionTimezone(),
                request.startDate(),
                request.endDate(),
                request.state() != ScheduleState.DISABLED,
                request.flexibleTimeWindow().mode() == FlexibleTimeWindowMode.FLEXIBLE,
                request.flexibleTimeWindow().maximumWindowInMinutes(),
                request.actionAfterCompletion() == ActionAfterCompletion.DELETE,
                request.description(),
                request.kmsKeyArn(),
                completed(request.target()));
    }

    /** An update says everything anew: what it leaves open is the default again. */
    static Definition of(UpdateScheduleRequest request) {
        return of(
                CreateScheduleRequest.builder()
                        .scheduleExpression(request.scheduleExpression())
                        .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                        .startDate(request.startDate())
                        .endDate(request.endDate())
                        .state(request.state())
                        .flexibleTimeWindow(request.flexibleTimeWindow())
                        .actionAfterCompletion(request.actionAfterCompletion())
                        .description(request.description())
                        .kmsKeyArn(request.kmsKeyArn())
                        .target(request.target())
                        .build());
    }

    private static Target completed(Target target) {
        RetryPolicy named =
                target.retryPolicy() == null ? RetryPolicy.builder().build() : target.retryPolicy();
        Integer age = named.maximumEventAgeInSeconds();
        Integer retries = named.maximumRetryAttempts();
        return target.toBuilder()
                .retryPolicy(policy ->
                        policy.maximumEventAgeInSeconds(age == null ? DEFAULT_EVENT_AGE : age)
                                .maximumRetryAttempts(retries == null ? DEFAULT_RETRIES : retries))
                .build();
    }

    FlexibleTimeWindow window() {
        return FlexibleTimeWindow.builder()
                .mode(flexible ? FlexibleTimeWindowMode.FLEXIBLE : FlexibleTimeWindowMode.OFF)
                .maximumWindowInMinutes(windowMinutes)
                .build();
    }

    void write(RowWriter out) {
        out.text(expression).text(zone);
        writeTime(start, out);
        writeTime(end, out);
        out.bool(enabled).bool(flexible).varint(windowMinutes == null ? 0 : windowMinutes);
        out.bool(deletedAfterCompletion).optionalText(description).optionalText(kmsKey);
        ModelRow.write(target, out);
    }

    static Definition read(RowReader in) {
        String expression = in.text();
        String zone = in.text();
        Instant start = readTime(in);
        Instant end = readTime(in);
        boolean enabled = in.bool();
        boolean flexible = in.bool();
        int window = (int) in.varint();
        return new Definition(
                expression,
                zone,
                start,
                end,
                enabled,
                flexible,
                window == 0 ? null : window,
                in.bool(),
                in.optionalText(),
                in.optionalText(),
                ModelRow.read(Target.builder(), in).build());
    }

    private static void writeTime(@Nullable Instant time, RowWriter out) {
        out.bool(time != null);
        if (time != null) {
            out.i64(time.toEpochMilli());
        }
    }

    private static @Nullable Instant readTime(RowReader in) {
        return in.bool() ? Instant.ofEpochMilli(in.i64()) : null;
    }
}
