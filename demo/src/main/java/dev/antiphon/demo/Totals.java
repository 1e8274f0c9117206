package dev.antiphon.demo;

import java.util.Map;

/**
 * The counts of the ledger at one moment.
 *
 * @param answered webhooks of orders that the API answered, second ones among them
 * @param received orders that were acknowledged
 * @param second acknowledged webhooks of orders that were acknowledged before
 * @param accepted orders that are valid
 * @param stages how many orders are in each stage
 * @param told orders whose end has come to each stop
 * @param failed times that an order came into the dead-letter queue
 * @param redriven times that a workflow was redriven
 * @param turnedAway requests that stores were not there for
 * @param intruders webhooks with a wrong token that were turned away
 * @param repeats what came more often than once, as it may, and was absorbed
 * @param unserved placed orders that have not come to their end
 * @param unreplayed released orders that loyalty does not know yet
 * @param progress grows with everything that happens for the first time
 * @param toStore from the webhook to the store
 * @param toRelease from the driver's call to the release
 */
record Totals(
        int answered,
        int received,
        int second,
        int accepted,
        Map<Stage, Integer> stages,
        Map<Stop, Integer> told,
        int failed,
        int redriven,
        int turnedAway,
        int intruders,
        int repeats,
        int unserved,
        int unreplayed,
        int progress,
        Span toStore,
        Span toRelease) {

    /** Lately, and since the beginning. */
    record Span(Latency.Percentiles recent, Latency.Percentiles overall) {}

    Totals {
        stages = Map.copyOf(stages);
        told = Map.copyOf(told);
    }

    int in(Stage stage) {
        return stages.getOrDefault(stage, 0);
    }

    int at(Stop stop) {
        return told.getOrDefault(stop, 0);
    }

    /** Whether so many webhooks are answered and all orders have come to their end. */
    boolean served(int placements) {
        return answered >= placements && unserved == 0;
    }
}
