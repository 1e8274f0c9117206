package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/**
 * A partner's event source that was offered to one account.
 *
 * @param partnerAccount whose it is
 * @param state active as long as the customer has a bus for it and has not deactivated it
 * @param since when it came into this state: one that nobody wants is forgotten
 */
record PartnerSource(
        Key key, String partnerAccount, EventSourceState state, Instant created, Instant since) {

    /** In ARNs. */
    private static final String TYPE = "event-source/";

    /**
     * How long a source waits for its customer
     * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeactivateEventSource.html).
     */
    static final Duration PATIENCE = Duration.ofDays(14);

    /**
     * A name is a partner's and unique among all of the partner's customers in a region.
     *
     * @param account to which it was offered
     */
    record Key(String region, String name, String account) implements Comparable<Key> {
        static final KeyCodec<Key> KEYS =
                KeyCodec.of(
                        (key, out) -> out.text(key.region).text(key.name).text(key.account),
                        in -> new Key(in.text(), in.text(), in.text()));

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::region)
                        .thenComparing(Key::name)
                        .thenComparing(Key::account);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        String arn() {
            return PartnerSource.arn(region, name);
        }

        /** The bus that goes with it, once the customer has made it. */
        BusArn bus() {
            return new BusArn(account, region, name);
        }
    }

    static final RowCodec<PartnerSource> CODEC = new Codec();

    /** It belongs to no account: it is between two. */
    static String arn(String region, String name) {
        return "arn:aws:events:" + region + "::" + TYPE + name;
    }

    /** The partner's name, as in the source's name behind {@code aws.partner/}. */
    String createdBy() {
        return key.name.split("/", -1)[1];
    }

    /** When it is forgotten unless the customer makes a bus for it, or null if there is one. */
    @Nullable Instant expires() {
        return state == EventSourceState.PENDING ? since.plus(PATIENCE) : null;
    }

    /** Whether it is the caller's, who is a partner, and still offered. */
    boolean offeredBy(Caller caller) {
        return partnerAccount.equals(caller.account()) && state != EventSourceState.DELETED;
    }

    PartnerSource in(EventSourceState changed, Instant now) {
        return new PartnerSource(key, partnerAccount, changed, created, now);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static PartnerSource require(@Nullable PartnerSource found, String name) {
        if (found == null) {
            throw EventsErrors.notFound("Event source " + name + " does not exist.");
        }
        return found;
    }

    /** The source of a name that was offered to the caller. */
    static Key key(String name, Caller caller) {
        return new Key(caller.region(), name, caller.account());
    }

    private static final class Codec implements RowCodec<PartnerSource> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(PartnerSource row, RowWriter out) {
            out.text(row.key.region).text(row.key.name).text(row.key.account);
            out.text(row.partnerAccount).text(row.state.toString());
            out.i64(row.created.toEpochMilli()).i64(row.since.toEpochMilli());
        }

        @Override
        public PartnerSource read(int version, RowReader in) {
            return new PartnerSource(
                    new Key(in.text(), in.text(), in.text()),
                    in.text(),
                    EventSourceState.fromValue(in.text()),
                    Instant.ofEpochMilli(in.i64()),
                    Instant.ofEpochMilli(in.i64()));
        }
    }
}
