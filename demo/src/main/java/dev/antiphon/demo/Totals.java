package dev.antiphon.demo;

import java.time.Duration;

/**
 * The counts of the ledger at one moment.
 *
 * @param answered placements that the bus answered, second ones among them
 * @param accepted orders that are on the bus
 * @param second placements of orders that were on the bus already
 * @param told orders that their partner took by HTTP
 * @param calledAgain calls to the partner's endpoint after a first that had failed
 * @param phoned orders that became dead letters there
 * @param failing orders that failed in a kitchen and are not cooked yet
 * @param unserved placed orders that have not come to their end
 * @param unreplayed placed orders that loyalty does not know yet
 * @param oldestUncooked age of the oldest order that no kitchen has cooked, failing ones apart
 * @param oldestUnreleased age of the oldest cooked order that was not handed over
 * @param oldestFailing age of the oldest order that waits for the repair
 */
record Totals(
        int answered,
        int accepted,
        int second,
        int cooked,
        int released,
        int analysed,
        int invoiced,
        int told,
        int calledAgain,
        int phoned,
        int replayed,
        int failing,
        int repeats,
        int unserved,
        int unreplayed,
        Duration oldestUncooked,
        Duration oldestUnreleased,
        Duration oldestFailing,
        Latency.Percentiles recent,
        Latency.Percentiles overall) {

    /** Whether so many placements are answered and all orders have come to their end. */
    boolean served(int placements) {
        return answered >= placements && unserved == 0;
    }

    /** Grows with every step that an order makes for the first time. */
    int progress() {
        return answered
                + cooked
                + released
                + analysed
                + invoiced
                + told
                + calledAgain
                + phoned
                + replayed;
    }
}
