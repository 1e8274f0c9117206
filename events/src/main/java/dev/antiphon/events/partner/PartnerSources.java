package dev.antiphon.events.partner;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.service.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/**
 * Partner event sources: their part of EventBridge, and what the buses that go with them need of
 * it. A bus tells its source by a parcel that it is there, or gone.
 */
public final class PartnerSources {
    private static final ParcelKind<Matching> RECEIVER =
            new ParcelKind<>("events.partner", Matching::write, (source, in) -> Matching.read(in));
    private static final String FORGET = "events.partner.forget";

    /**
     * Whether the bus that goes with a source is there.
     *
     * @param account the customer's
     */
    private record Matching(boolean matched, String account) {
        private void write(RowWriter out) {
            out.bool(matched).text(account);
        }

        private static Matching read(RowReader in) {
            return new Matching(in.bool(), in.text());
        }
    }

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
        registry.receiver(RECEIVER, PartnerSources::receive);
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
        tx.send(RECEIVER, found.key().arn(), new Matching(true, caller.account()));
    }

    /** The bus that went with a source is deleted; call it on the bus's partition. */
    public static void unmatch(Tx tx, BusArn bus, String source) {
        String arn = PartnerSource.arn(bus.region(), source);
        tx.send(RECEIVER, arn, new Matching(false, bus.account()));
    }

    private static void receive(Tx tx, String source, Matching matching) {
        String[] arn = source.split(":", 6);
        PartnerSource found =
                tx.get(
                        PartnerTables.SOURCES,
                        new PartnerSource.Key(
                                arn[3],
                                arn[5].substring(arn[5].indexOf('/') + 1),
                                matching.account));
        if (found == null) {
            return;
        }
        if (found.state() != EventSourceState.DELETED) {
            change(
                    tx,
                    found,
                    matching.matched ? EventSourceState.ACTIVE : EventSourceState.PENDING);
        } else if (!matching.matched) {
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
