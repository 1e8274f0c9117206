package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Every function is called some times before anybody orders, by several at once: the first calls
 * start processes and load classes, which would pass for the latency of an order.
 */
final class Rehearsal {

    private static final int ROUNDS = 12;
    private static final int AT_ONCE = 2;

    private final Functions functions;
    private final Crew crew;

    Rehearsal(Functions functions, Crew crew) {
        this.functions = functions;
        this.crew = crew;
    }

    void perform() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            crew.hire(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    perform("rehearsal-" + round);
                }
                left.countDown();
            });
        }
        left.await();
    }

    private void perform(String order) {
        Map<String, Object> payload =
                Map.of(
                        "id",
                        order,
                        "store",
                        "rehearsal",
                        "payment",
                        "card",
                        "items",
                        List.of(Map.of("name", "Ramen", "quantity", 1, "price", 13.5)));
        functions.invoke(
                Functions.Name.ADAPTER,
                Map.of("order", order, "partner", "rehearsal", "payload", payload));
        functions.invoke(
                Functions.Name.VALIDATION,
                Map.of("store", "rehearsal", "items", new ArrayList<>()));
        functions.invoke(Functions.Name.AUTHORIZER, Map.of("identitySource", List.of("nobody")));
        functions.invoke(
                Functions.Name.CALLBACK,
                Map.of("body", Json.write(Map.of("token", order, "status", "near"))));
        functions.invoke(Functions.Name.INVOICING, Map.of("Records", List.of()));
    }
}
