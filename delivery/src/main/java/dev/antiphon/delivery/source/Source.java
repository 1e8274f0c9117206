package dev.antiphon.delivery.source;

import java.time.Duration;
import java.util.List;

/** A source as one operation on its partition has it. */
public interface Source {
    /** What is signalled when there is something to receive: see {@code Tx.signal}. */
    Object arrivals();

    /** How long received records are left to whoever received them. */
    Duration visibility();

    /**
     * Whether records that were received together must not be handed out apart, for the sake of
     * their order.
     */
    boolean ordered();

    /**
     * Takes records, which nobody else gets then until they are given back or their time is over.
     * Once in an operation: what it took shows with the operation's end.
     *
     * @param most how many at most
     * @param bytes when they take this or more, roughly, it takes no more of them
     * @param gathered whether they are gathered over a window of time: AWS words such records in
     *     another way
     */
    Received receive(int most, int bytes, boolean gathered);

    /**
     * What a receive took.
     *
     * @param more whether there may be more at once, although there are fewer than were asked for
     */
    record Received(List<SourceRecord> records, boolean more) {}

    /** Ends records: they were handled. What is gone already, or somebody else's by now, stays. */
    void done(List<SourceRecord> records);

    /**
     * Keeps records from others anew, for as long as if they were received now. It is no receive:
     * nothing is counted.
     *
     * @return those that are still ours, as they are now, in the same order
     */
    List<SourceRecord> renew(List<SourceRecord> records);

    /** Gives records back at once: they were not handled. */
    void giveBack(List<SourceRecord> records);
}
