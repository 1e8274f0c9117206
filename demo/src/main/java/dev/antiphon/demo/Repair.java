package dev.antiphon.demo;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/**
 * Half-way the late recipe reaches the kitchens, and the dead letters are moved back to where they
 * came from. An order may still be on its way into the dead letters then, and a killed server may
 * not have heard the command, so this looks again until the end.
 */
final class Repair {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Queue dead;
    private final Retry retry;
    private final Ledger ledger;
    private final Recipes recipes;
    private final News news;

    Repair(Queue dead, Retry retry, Ledger ledger, Recipes recipes, News news) {
        this.dead = dead;
        this.retry = retry;
        this.ledger = ledger;
        this.recipes = recipes;
        this.news = news;
    }

    /** Waits for half of the orders, then repairs until interrupted. */
    void work(int placements) throws InterruptedException {
        ledger.awaitAnswered((placements + 1) / 2);
        recipes.lateOneArrives();
        news.tell("The recipe of the " + Recipes.LATE_DISH + " has reached the kitchens");
        int told = 0;
        while (true) {
            int waiting = retry.untilAnswered(dead::depth).waiting();
            if (waiting > 0 && !moving()) {
                moveBack();
                if (waiting != told) {
                    news.tell("Dead letters are being moved back to the kitchens: " + waiting);
                    told = waiting;
                }
            }
            Thread.sleep(INTERVAL);
        }
    }

    private boolean moving() throws InterruptedException {
        List<ListMessageMoveTasksResultEntry> tasks =
                retry.untilAnswered(() ->
                        dead.sqs()
                                .listMessageMoveTasks(
                                        request -> request.sourceArn(dead.arn()).maxResults(1))
                                .results());
        return tasks.stream().anyMatch(task -> "RUNNING".equals(task.status()));
    }

    /** Without a destination the messages go back to the queue that they came from. */
    private void moveBack() throws InterruptedException {
        try {
            retry.untilAnswered(() ->
                    dead.sqs().startMessageMoveTask(request -> request.sourceArn(dead.arn())));
        } catch (UnsupportedOperationException e) {
            // Only one task may run: a first request was carried out, and its answer lost.
        }
    }
}
