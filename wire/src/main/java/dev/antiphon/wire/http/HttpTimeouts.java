package dev.antiphon.wire.http;

import java.time.Duration;

/**
 * How long the edge waits for clients.
 *
 * @param head within which a new connection sends its first request's head
 * @param body within which a body arrives once its head has
 * @param answer within which a client takes an answer
 * @param idle after which a connection without a request is closed, and so the limit for the heads
 *     of further requests. Above the 60 s for which SDKs keep idle connections, so that it is
 *     rarely us who close one that is about to be used
 * @param stop within which running exchanges may finish when the server stops. A long poll takes up
 *     to 20 s
 */
public record HttpTimeouts(
        Duration head, Duration body, Duration answer, Duration idle, Duration stop) {

    public static final HttpTimeouts DEFAULTS =
            new HttpTimeouts(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(25));

    public HttpTimeouts {
        positive("head", head);
        positive("body", body);
        positive("answer", answer);
        positive("idle", idle);
        positive("stop", stop);
    }

    private static void positive(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the " + name + " timeout must be positive");
        }
    }

    /** How often the timeouts are looked at: all of them are met within a quarter of the least. */
    Duration tick() {
        Duration least = head;
        for (Duration timeout : new Duration[] {body, answer, idle}) {
            least = timeout.compareTo(least) < 0 ? timeout : least;
        }
        long millis = Math.clamp(least.toMillis() / 4, 5, 1_000);
        return Duration.ofMillis(millis);
    }
}
