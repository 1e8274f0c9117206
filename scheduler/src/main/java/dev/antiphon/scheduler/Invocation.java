package dev.antiphon.scheduler;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * One invocation of a schedule's target.
 *
 * @param executionId in hexadecimal digits, the same for all attempts
 * @param notificationId for a target that is told of the schedule alone
 * @param scheduled the time that the schedule says
 * @param now the time at which it is invoked
 */
record Invocation(
        Schedule schedule,
        String executionId,
        UUID notificationId,
        Instant scheduled,
        Instant now) {

    /** For streams: which shard a record goes to. A name that stream targets look for. */
    static final String PARTITION_KEY = "PartitionKey";

    private static final String ATTEMPT_NUMBER = "<aws.scheduler.attempt-number>";

    static Invocation of(Tx tx, Schedule schedule, Occurrence occurrence) {
        return new Invocation(
                schedule,
                HexFormat.of().toHexDigits(tx.ids().random()),
                tx.ids().uuid(),
                occurrence.scheduled().truncatedTo(ChronoUnit.SECONDS),
                tx.now());
    }

    void send(Tx tx) {
        String arn = schedule.arn().toString();
        Trace.Verdicts verdicts = () -> List.of(new Trace.Verdict(arn, true, null));
        tx.perform(new Trace.Routed(executionId, arn, now, verdicts, 0));
        Deliveries.send(tx, delivery());
    }

    private Delivery delivery() {
        Target target = schedule.definition().target();
        TargetKind kind = TargetKind.of(target.arn());
        return new Delivery(
                kind == TargetKind.UNIVERSAL
                        ? UniversalTarget.address(target.arn(), schedule.arn())
                        : target.arn(),
                new Origin(Origin.Kind.SCHEDULE, schedule.arn().toString()),
                content(target, kind),
                RetryPolicy.events(
                        target.retryPolicy().maximumRetryAttempts(),
                        target.retryPolicy().maximumEventAgeInSeconds()),
                deadLetters(target),
                now,
                executionId,
                null);
    }

    private Content content(Target target, TargetKind kind) {
        String input = input(target, kind);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (target.sqsParameters() != null && target.sqsParameters().messageGroupId() != null) {
            parameters.put(Content.MESSAGE_GROUP_ID, target.sqsParameters().messageGroupId());
        }
        if (target.kinesisParameters() != null) {
            parameters.put(PARTITION_KEY, target.kinesisParameters().partitionKey());
        }
        if (target.eventBridgeParameters() != null) {
            parameters.put(Content.SOURCE, target.eventBridgeParameters().source());
            parameters.put(Content.DETAIL_TYPE, target.eventBridgeParameters().detailType());
            parameters.put(Content.RESOURCES, schedule.arn().toString());
        }
        if (input.contains(ATTEMPT_NUMBER)) {
            parameters.put(Content.ATTEMPT_NUMBER, ATTEMPT_NUMBER);
        }
        return new Content(input.getBytes(StandardCharsets.UTF_8), Map.of(), parameters);
    }

    /**
     * The Input with its context attributes
     * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html),
     * but for the number of the attempt, which is known when one is made.
     */
    private String input(Target target, TargetKind kind) {
        String input = target.input();
        if (input == null) {
            return kind == TargetKind.UNIVERSAL ? "{}" : Notification.of(this);
        }
        if (input.indexOf('<') < 0) {
            return input;
        }
        return input.replace("<aws.scheduler.schedule-arn>", schedule.arn().toString())
                .replace("<aws.scheduler.scheduled-time>", scheduled.toString())
                .replace("<aws.scheduler.execution-id>", executionId);
    }

    private Delivery.@Nullable DeadLetters deadLetters(Target target) {
        if (target.deadLetterConfig() == null || target.deadLetterConfig().arn() == null) {
            return null;
        }
        Map<String, String> explanation = new LinkedHashMap<>();
        explanation.put("TARGET_ARN", target.arn());
        explanation.put("EXECUTION_ID", executionId);
        explanation.put("SCHEDULED_TIME", scheduled.toString());
        explanation.put("IS_PAYLOAD_TRUNCATED", "false");
        return new Delivery.DeadLetters(target.deadLetterConfig().arn(), null, explanation);
    }
}
