package dev.antiphon.delivery;

import dev.antiphon.api.Arn;
import dev.antiphon.engine.Tx;
import java.util.List;

/**
 * The events that services emit themselves on the default bus of an account and region. Any service
 * may; it need not know whether anybody listens.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html">Events
 *     from AWS services</a>
 */
public final class ServiceEvents {
    private ServiceEvents() {}

    /**
     * Emits an event if the operation is committed.
     *
     * @param source such as {@code aws.scheduler}
     * @param resources the ARNs of what it is about
     * @param detail a JSON object
     */
    public static void emit(
            Tx tx,
            String account,
            String region,
            String source,
            String detailType,
            List<String> resources,
            String detail) {
        String bus = Arn.of("events", region, account, "event-bus/default").toString();
        Content content =
                Content.of(detail)
                        .with(Content.SOURCE, source)
                        .with(Content.DETAIL_TYPE, detailType)
                        .with(Content.RESOURCES, String.join("\n", resources));
        Deliveries.send(
                tx,
                new Delivery(
                        bus,
                        new Origin(Origin.Kind.SERVICE, bus),
                        content,
                        RetryPolicy.NONE,
                        null,
                        tx.now(),
                        tx.ids().uuid().toString(),
                        null));
    }
}
