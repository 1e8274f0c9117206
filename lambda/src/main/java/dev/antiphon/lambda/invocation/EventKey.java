package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.lambda.function.FunctionName;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For what a function is to succeed once only.
 *
 * @param function its ARN, with the qualifier
 * @param source the ARN of whoever sends events with keys: each has its own
 * @param digest of the key
 */
record EventKey(String function, String source, String digest) {
    /** Who has sent a queued event that has a key. */
    private static final String SOURCE = "IdempotencySource";

    private static final char PART = '\n';

    static final KeyCodec<EventKey> CODEC =
            KeyCodec.of(
                    (key, out) -> out.text(key.function).text(key.source).text(key.digest),
                    in -> new EventKey(in.text(), in.text(), in.text()));

    /** That of an event on its way to the function or in its queue; null if it has none. */
    static @Nullable EventKey of(FunctionName function, Delivery event) {
        Map<String, String> parameters = event.content().parameters();
        String digest = parameters.get(Content.IDEMPOTENCY_KEY);
        return digest == null
                ? null
                : new EventKey(
                        function.qualifiedArn(),
                        parameters.getOrDefault(SOURCE, event.origin().arn()),
                        digest);
    }

    /** How long a success is remembered of an event that has a key. */
    static Duration window(Delivery event) {
        String seconds = event.content().parameters().get(Content.IDEMPOTENCY_WINDOW);
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** What a queued event is to have of one that was on its way, for its key. */
    static Content into(Content queued, Delivery sent) {
        Map<String, String> parameters = sent.content().parameters();
        String digest = parameters.get(Content.IDEMPOTENCY_KEY);
        return digest == null
                ? queued
                : queued.with(Content.IDEMPOTENCY_KEY, digest)
                        .with(
                                Content.IDEMPOTENCY_WINDOW,
                                parameters.getOrDefault(Content.IDEMPOTENCY_WINDOW, "0"))
                        .with(SOURCE, sent.origin().arn());
    }

    /** As the key of a timer. */
    String text() {
        return function + PART + source + PART + digest;
    }

    static EventKey ofText(String text) {
        String[] parts = text.split(String.valueOf(PART), -1);
        return new EventKey(parts[0], parts[1], parts[2]);
    }
}
