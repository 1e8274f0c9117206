package dev.antiphon.events.partner;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.service.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/**
 * Partner event sources: their part of EventBridge, and what the buses that go with them need of
 * it. A bus tells its source by a parcel that it is there, or gone.
 */
public final class PartnerSources {
    private static final ParcelKind<byte[]> RECEIVER = ParcelKind.ofBytes("events.partner");
    private static final String FORGET = "events.partner.forget";
    private static final String MATCHED = "matched ";
    private static final String UNMATCHED = "unmatched ";

    private PartnerSources() {}

    public static List<Operation<?, ?>> operations() {
        return List.of(
                // Partners
                new CreatePartnerEventSource(),
                new DeletePartnerEventSource(),
                new DescribePartnerEventSource(),
                new ListPartnerEventSourceAccounts(),
                new ListPartnerEventSources(),
                new PutPartnerEvents(),
                // Customers
                new ActivateEventSource(),
                new DeactivateEventSource(),
                new DescribeEventSource(),
                new ListEventSources());
    }

    public static void register(Registry registry) {
        registry.table(PartnerTables.SOURCES);
        Receiver<byte[]> receiver = PartnerSources::receive;
        registry.receiver(RECEIVER, receiver);
        TimerHandler forgetting = PartnerSources::forget;
        registry.timer(FORGET, forgetting);
    }

    /**
     * A customer makes the bus that goes with a source; call it on the bus's partition.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException or InvalidStateException
     */
    public static void match(Tx tx, String source, Caller caller) {
        PartnerSource found =
                PartnerSource.require(
                        tx.catalog(PartnerTables.SOURCES).get(PartnerSource.key(source, caller)),
                        source);
        if (found.state() != EventSourceState.PENDING) {
            throw invalidState(source, found.state());
        }
        send(tx, found.key().arn(), MATCHED + caller.account());
    }

    /** The bus that went with a source is deleted; call it on the bus's partition. */
    public static void unmatch(Tx tx, BusArn bus, String source) {
        send(tx, PartnerSource.arn(bus.region(), source), UNMATCHED + bus.account());
    }

    private static void send(Tx tx, String source, String message) {
        tx.send(RECEIVER, source, message.getBytes(StandardCharsets.UTF_8));
    }

    private static void receive(Tx tx, String source, byte[] payload) {
        String message = new String(payload, StandardCharsets.UTF_8);
        boolean matched = message.startsWith(MATCHED);
        String account = message.substring(message.indexOf(' ') + 1);
        String[] arn = source.split(":", 6);
        PartnerSource found =
                tx.get(
                        PartnerTables.SOURCES,
                        new PartnerSource.Key(
                                arn[3], arn[5].substring(arn[5].indexOf('/') + 1), account));
        if (found == null) {
            return;
        }
        if (found.state() != EventSourceState.DELETED) {
            change(tx, found, matched ? EventSourceState.ACTIVE : EventSourceState.PENDING);
        } else if (!matched) {
            tx.delete(PartnerTables.SOURCES, found.key());
        }
    }

    /** Stages a source in another state. One that waits for its customer does not wait for ever. */
    static void change(Tx tx, PartnerSource source, EventSourceState state) {
        PartnerSource changed = source.in(state, tx.now());
        tx.put(PartnerTables.SOURCES, source.key(), changed);
        waitForCustomer(tx, changed);
    }

    static void waitForCustomer(Tx tx, PartnerSource source) {
        if (source.expires() != null) {
            PartnerSource.Key key = source.key();
            tx.setTimer(
                    new Timer(
                            FORGET,
                            tx.after(PartnerSource.PATIENCE),
                            key.region() + " " + key.account() + " " + key.name()));
        }
    }

    private static void forget(Tx tx, Timer timer) {
        String[] parts = timer.key().split(" ", 3);
        PartnerSource.Key key = new PartnerSource.Key(parts[0], parts[2], parts[1]);
        PartnerSource source = tx.get(PartnerTables.SOURCES, key);
        // It may have been active in between, and wait for a later timer now.
        if (source != null && source.expires() != null && !source.expires().isAfter(tx.now())) {
            tx.delete(PartnerTables.SOURCES, key);
        }
    }

    /** The source of that name that the caller, a partner, has; the partition's own, or null. */
    static @Nullable PartnerSource ofPartner(Tx tx, String name, Caller partner) {
        for (PartnerSource source : all(tx, partner.region(), name)) {
            if (source.offeredBy(partner)) {
                return source;
            }
        }
        return null;
    }

    /** The sources of a name, on the partition that owns it. */
    static List<PartnerSource> all(Tx tx, String region, String name) {
        List<PartnerSource> sources = new ArrayList<>();
        try (var rows =
                tx.scan(
                        PartnerTables.SOURCES,
                        new PartnerSource.Key(region, name, ""),
                        new PartnerSource.Key(region, name, "\uffff"))) {
            while (rows.next()) {
                sources.add(rows.value());
            }
        }
        return sources;
    }

    static AwsException invalidState(String source, EventSourceState state) {
        return AwsException.sender(
                "InvalidStateException", "Event source " + source + " is in state " + state + ".");
    }
}
