package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;

/**
 * Whoever has the pager. Workflows that have failed are dead letters, which say why. Half-way the
 * adapter is taught the format that it could not read; from then on workflows that failed for it
 * are redriven, and go on where they had stopped. The others stay dead letters: there is nothing
 * that one could repair. Messages may still come while the function is being updated, and a killed
 * server may not have heard a command, so this looks again until the end.
 */
final class Operator {

    private static final String CURABLE = "UnknownFormat";
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** What Step Functions tells of a workflow that has failed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Failed(Detail detail) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Detail(String executionArn, String name, String error, String cause) {}

        Failed {
            if (detail == null || detail.name() == null || detail.error() == null) {
                throw new IllegalArgumentException("no workflow has failed");
            }
        }
    }

    private final SfnClient states;
    private final Functions functions;
    private final Inbox deadLetters;
    private final Retry retry;
    private final Ledger ledger;
    private final News news;

    Operator(
            SfnClient states,
            Functions functions,
            Inbox deadLetters,
            Retry retry,
            Ledger ledger,
            News news) {
        this.states = states;
        this.functions = functions;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.ledger = ledger;
        this.news = news;
    }

    /** Waits for half of the orders, then repairs until interrupted. */
    void work(int placements) throws InterruptedException {
        ledger.awaitAnswered((placements + 1) / 2);
        functions.teach(retry);
        news.tell("The adapter has learned to read dinners: dead letters are being redriven");
        while (true) {
            List<Inbox.Delivery> done = new ArrayList<>();
            for (Inbox.Delivery delivery : deadLetters.receive()) {
                try {
                    Failed failed = Json.read(delivery.body(), Failed.class);
                    if (handle(failed.detail(), delivery.finding())) {
                        done.add(delivery);
                    }
                } catch (Json.Unreadable e) {
                    ledger.stranger(delivery.body());
                }
            }
            deadLetters.delete(done);
            Thread.sleep(INTERVAL);
        }
    }

    /** False if it stays a dead letter. */
    private boolean handle(Failed.Detail failed, Deliveries.Finding finding)
            throws InterruptedException {
        String order = failed.name();
        ledger.failed(order, failed.error(), finding);
        if (!failed.error().equals(CURABLE)) {
            ledger.givenUp(order);
            return false;
        }
        try {
            retry.untilAnswered(() -> {
                ledger.redriving(order);
                return states.redriveExecution(r -> r.executionArn(failed.executionArn()));
            });
            ledger.redriven();
        } catch (ExecutionNotRedrivableException e) {
            // It was redriven before, and its dead letter came again.
        }
        return true;
    }
}
