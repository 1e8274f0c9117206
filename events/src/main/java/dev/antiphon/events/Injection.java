package dev.antiphon.events;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How whole events get onto a bus other than by PutEvents: replayed ones and partners'. It goes
 * through the outbox to the bus's partition, so from anywhere, and exactly once.
 */
public final class Injection {
    private Injection() {}

    /**
     * @param event whole, as UTF-8: {@code id}, {@code time} and the rest are kept as they are, and
     *     what is not AWS's ({@code replay-name}) too
     * @param rules the ARNs of the only rules that are to see it; empty for all
     * @param origin the ARN of who sends it; its account is what the bus's policy is asked about
     */
    public static void send(
            Tx tx,
            BusArn bus,
            String id,
            byte[] event,
            List<String> rules,
            String origin,
            @Nullable String traceHeader) {
        Content content = Content.of(event);
        Deliveries.send(
                tx,
                new Delivery(
                        bus.toString(),
                        new Origin(Origin.Kind.SERVICE, origin),
                        rules.isEmpty()
                                ? content
                                : content.with(EventsTarget.ONLY_RULES, String.join(" ", rules)),
                        RetryPolicy.NONE,
                        null,
                        tx.now(),
                        id,
                        traceHeader));
    }
}
