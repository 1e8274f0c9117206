package dev.antiphon.delivery;

import dev.antiphon.api.Arn;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import java.util.List;
import java.util.function.Supplier;

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
     * The default buses that have rules, each on its own partition: whoever has something to tell
     * need not make an event of it where nobody would see it.
     */
    static final Table<String, Boolean> LISTENING =
            Table.of(12, "delivery.listening", Family.STATE, KeyCodec.TEXT, RowCodec.PRESENCE)
                    .publish();

    /** Says that a bus has rules now, on its partition. */
    public static void listen(Tx tx, String bus) {
        if (!tx.has(LISTENING, bus)) {
            tx.put(LISTENING, bus, true);
        }
    }

    /** Says that a bus has no rules any more, on its partition. */
    public static void ignore(Tx tx, String bus) {
        tx.delete(LISTENING, bus);
    }

    /**
     * Emits an event if the operation is committed, and the bus has rules.
     *
     * @param source such as {@code aws.scheduler}
     * @param resources the ARNs of what it is about
     * @param detail a JSON object, asked for only if somebody can see it
     */
    public static void emit(
            Tx tx,
            String account,
            String region,
            String source,
            String detailType,
            List<String> resources,
            Supplier<String> detail) {
        String bus = Arn.of("events", region, account, "event-bus/default").toString();
        if (tx.catalog(LISTENING).get(bus) == null) {
            return;
        }
        Content content =
                Content.of(detail.get())
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
