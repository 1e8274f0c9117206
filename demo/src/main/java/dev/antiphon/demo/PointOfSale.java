package dev.antiphon.demo;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stores' points of sale. Each store is offline for some seconds by turns, each is busy now and
 * then, and a few orders come when it has sold out.
 */
final class PointOfSale implements Neighbours.Desk {

    private static final Pattern TICKET = Pattern.compile("/stores/([^/]+)/orders/([^/]+)");

    private static final Duration OUTAGE = Duration.ofSeconds(2);
    private static final int STORES = 12;
    private static final int BUSY = 40;
    private static final int SOLD_OUT = 80;

    private final Ledger ledger;
    private final LongSupplier nanoTime;
    private final Mood mood = new Mood(BUSY);

    PointOfSale(Ledger ledger, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.nanoTime = nanoTime;
    }

    @Override
    public int answer(String method, String path, String body) {
        Matcher ticket = TICKET.matcher(path);
        if (!ticket.matches()) {
            return 404;
        }
        String store = ticket.group(1);
        String order = ticket.group(2);
        if (offline(store) || mood.fails(method + order)) {
            ledger.turnedAway(order);
            return 503;
        }
        return switch (method) {
            case "PUT" -> make(order);
            case "DELETE" -> cancel(order);
            default -> 404;
        };
    }

    private int make(String order) {
        if (Mood.pick("sold out " + order, SOLD_OUT) == 0) {
            return 422;
        }
        ledger.inStore(order);
        return 200;
    }

    private int cancel(String order) {
        ledger.arrived(Stop.STORE, order);
        return 200;
    }

    private boolean offline(String store) {
        long turn = nanoTime.getAsLong() / OUTAGE.toNanos();
        return Math.floorMod(turn, STORES) == Mood.pick(store, STORES);
    }
}
