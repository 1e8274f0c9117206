package dev.antiphon.demo;

import java.time.Duration;

/**
 * The couriers of the partners, who are asked for a driver as soon as a store cooks. When the order
 * is ready and the driver is near, or when the customer has cancelled meanwhile, its partner calls
 * back; sometimes both happen at once, and one of the two comes too late.
 */
final class CourierDesk implements Neighbours.Desk {

    private static final int BUSY = 16;
    private static final int CANCELLED = 24;
    private static final int UNDECIDED = 60;

    private static final int SHORTEST_COOKING_MILLIS = 400;
    private static final int COOKING_SPREAD_MILLIS = 800;
    private static final int SHORTEST_RIDE_MILLIS = 100;
    private static final int RIDE_SPREAD_MILLIS = 900;

    /**
     * What the middleware asks for.
     *
     * @param token names the waiting workflow in the answer
     */
    record Request(String order, String partner, String store, String token) {
        Request {
            if (order == null || partner == null || store == null || token == null) {
                throw new IllegalArgumentException("no driver is asked for");
            }
        }
    }

    private final Ledger ledger;
    private final Webhooks webhooks;
    private final Crew crew;
    private final Mood mood = new Mood(BUSY);

    CourierDesk(Ledger ledger, Webhooks webhooks, Crew crew) {
        this.ledger = ledger;
        this.webhooks = webhooks;
        this.crew = crew;
    }

    @Override
    public int answer(String method, String path, String body) throws Json.Unreadable {
        Request request = Json.read(body, Request.class);
        if (mood.fails(request.order())) {
            return 503;
        }
        if (ledger.driverRequested(request.order(), request.token())) {
            crew.hire(() -> ride(request));
        }
        return 200;
    }

    private void ride(Request request) throws InterruptedException {
        String order = request.order();
        sleep("cooking " + order, SHORTEST_COOKING_MILLIS, COOKING_SPREAD_MILLIS);
        ledger.ready(order);
        sleep("ride " + order, SHORTEST_RIDE_MILLIS, RIDE_SPREAD_MILLIS);
        if (Mood.pick("undecided " + order, UNDECIDED) == 0) {
            crew.hire(() -> webhooks.callBack(request, CallBack.CANCELLED));
            webhooks.callBack(request, CallBack.NEAR);
        } else if (Mood.pick("cancelled " + order, CANCELLED) == 0) {
            webhooks.callBack(request, CallBack.CANCELLED);
        } else {
            webhooks.callBack(request, CallBack.NEAR);
        }
    }

    private static void sleep(String what, int atLeastMillis, int spread)
            throws InterruptedException {
        Thread.sleep(Duration.ofMillis(atLeastMillis + Mood.pick(what, spread)));
    }
}
