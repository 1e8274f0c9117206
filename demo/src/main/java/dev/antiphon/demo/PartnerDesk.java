package dev.antiphon.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The partners' APIs, where they hear what was refused. They are busy now and then. */
final class PartnerDesk implements Neighbours.Desk {

    private static final Pattern REFUSAL =
            Pattern.compile("/partners/[^/]+/orders/([^/]+)/refusal");
    private static final int BUSY = 6;

    private final Ledger ledger;
    private final Mood mood = new Mood(BUSY);

    PartnerDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public int answer(String method, String path, String body) {
        Matcher refusal = REFUSAL.matcher(path);
        if (!refusal.matches() || !method.equals("PUT") || !body.contains("reasons")) {
            return 404;
        }
        String order = refusal.group(1);
        if (mood.fails(order)) {
            return 503;
        }
        ledger.arrived(Stop.PARTNER, order);
        return 200;
    }
}
