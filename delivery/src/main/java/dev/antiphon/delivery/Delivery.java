package dev.antiphon.delivery;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way from a router to one target.
 *
 * @param target what it is for: the ARN of a queue, a topic, a bus, a subscription …; the {@link
 *     TargetType} of the ARN's service takes it, on the partition that owns this address.
 *     Deliveries to one target share its limits
 * @param retry what happens when the target cannot take it
 * @param deadLetters where it goes if the target never does, or null for nowhere
 * @param created when what led to it happened: its age counts from here
 * @param cause the id of the event or message that it carries or that led to it
 * @param traceHeader the value of {@code X-Amzn-Trace-Id} that came with that, if any
 * @param replyTo who is told what came of it, once it has ended; or null for nobody
 */
public record Delivery(
        String target,
        Origin origin,
        Content content,
        RetryPolicy retry,
        @Nullable DeadLetters deadLetters,
        Instant created,
        String cause,
        @Nullable String traceHeader,
        @Nullable ReplyTo replyTo) {

    private static final int VERSION = 2;

    /** One that nobody waits for. */
    public Delivery(
            String target,
            Origin origin,
            Content content,
            RetryPolicy retry,
            @Nullable DeadLetters deadLetters,
            Instant created,
            String cause,
            @Nullable String traceHeader) {
        this(target, origin, content, retry, deadLetters, created, cause, traceHeader, null);
    }

    /**
     * @param queue the ARN of the dead-letter queue
     * @param body the body of the dead letter, or null for the delivery's own
     * @param explanation what the sender adds to the attributes that explain a dead letter of a
     *     rule or a schedule; or says otherwise there, by the same name
     */
    public record DeadLetters(
            String queue, byte @Nullable [] body, Map<String, String> explanation) {
        public DeadLetters(String queue, byte @Nullable [] body) {
            this(queue, body, Map.of());
        }

        public static @Nullable DeadLetters to(@Nullable String queue) {
            return queue == null ? null : new DeadLetters(queue, null);
        }
    }

    /** The same with another content. */
    public Delivery with(Content changed) {
        return new Delivery(
                target, origin, changed, retry, deadLetters, created, cause, traceHeader, replyTo);
    }

    /** As an attempt shows it to the target. */
    Delivery ofAttempt(int number) {
        return content.countsAttempts() ? with(content.ofAttempt(number)) : this;
    }

    /** Without the target: that is its address. */
    void write(RowWriter out) {
        out.u8(VERSION).u8(origin.kind().code()).text(origin.arn());
        content.write(out);
        retry.write(out);
        out.bool(deadLetters != null);
        if (deadLetters != null) {
            byte[] body = deadLetters.body;
            out.text(deadLetters.queue).bool(body != null);
            if (body != null) {
                out.bytes(body);
            }
            out.texts(deadLetters.explanation);
        }
        out.varint(created.toEpochMilli()).text(cause).optionalText(traceHeader);
        out.bool(replyTo != null);
        if (replyTo != null) {
            replyTo.write(out);
        }
    }

    static Delivery read(String target, RowReader in) {
        int version = in.u8();
        Check.that(version >= 1 && version <= VERSION, "the version of a delivery is known");
        return new Delivery(
                target,
                new Origin(Origin.Kind.of(in.u8()), in.text()),
                Content.read(in),
                RetryPolicy.read(in),
                in.bool() ? readDeadLetters(in) : null,
                Instant.ofEpochMilli(in.varint()),
                in.text(),
                in.optionalText(),
                version >= 2 && in.bool() ? ReplyTo.read(in) : null);
    }

    private static DeadLetters readDeadLetters(RowReader in) {
        String queue = in.text();
        byte[] body = in.bool() ? in.bytes() : null;
        return new DeadLetters(queue, body, in.namedTexts());
    }
}
