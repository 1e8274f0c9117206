package dev.antiphon.testkit.delivery;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Part;
import dev.antiphon.storage.Family;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of target for tests. What a target does is in its ARN's resource: {@code takes…} keeps
 * what comes as a row, {@code later…} refuses for now, {@code never…} refuses for good, {@code
 * outside…} is called, one at a time with {@code -slow}, twice a second with {@code -rate}.
 */
final class Inn implements Part, TargetType {
    /** What came: guest's number in the partition, target and body. */
    private static final Table<Long, String> GUESTS =
            Table.of(210, "test.guests", Family.STATE, KeyCodec.NUMBER, RowCodec.TEXT);

    /** By target: how often an attempt was made. */
    final Map<String, Integer> attempts = new HashMap<>();

    /** What has ended that was not settled at once: target, what came of it, attempts. */
    final List<String> ended = new ArrayList<>();

    int attempts(String resource) {
        return attempts.getOrDefault(resource, 0);
    }

    static String arn(String resource) {
        return "arn:aws:inn:us-east-1:000000000000:" + resource;
    }

    @Override
    public String service() {
        return "inn";
    }

    @Override
    public void register(Registry registry) {
        registry.table(GUESTS);
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        String resource = delivery.target().substring(arn("").length());
        attempts.merge(resource, 1, Integer::sum);
        if (resource.startsWith("takes") || (resource.startsWith("third") && earlier == 2)) {
            tx.put(GUESTS, tx.ids().next(), resource + " " + described(delivery.content()));
            return Attempt.taken();
        }
        if (resource.startsWith("outside")) {
            return new Attempt.Outside(
                    new OutsideCall.Http(
                            "POST",
                            "http://" + resource,
                            List.of(),
                            delivery.content().body(),
                            Duration.ofSeconds(5),
                            List.of(429)));
        }
        return resource.startsWith("never")
                ? Attempt.refused("NO_RESOURCE", "no bed")
                : Attempt.notNow("THROTTLING", "no bed tonight");
    }

    @Override
    public boolean counts(Attempt.Refused refused) {
        return !refused.code().equals("FULL");
    }

    @Override
    public void ended(Tx tx, Delivery delivery, Ending ending) {
        String what =
                switch (ending) {
                    case Ending.Taken taken -> "taken";
                    case Ending.GivenUp refused -> refused.code() + ": " + refused.message();
                };
        ended.add(
                delivery.target().substring(arn("").length())
                        + " "
                        + what
                        + " after "
                        + ending.attempts());
    }

    private static String described(Content content) {
        StringBuilder text = new StringBuilder(new String(content.body(), StandardCharsets.UTF_8));
        for (Map.Entry<String, Attribute> attribute : content.attributes().entrySet()) {
            text.append(' ').append(attribute.getKey()).append('=');
            text.append(attribute.getValue().string());
        }
        return text.toString();
    }

    @Override
    public Limits limits(Tx tx, String target) {
        if (target.endsWith("-slow")) {
            return new Limits(1, Double.POSITIVE_INFINITY);
        }
        return target.endsWith("-rate") ? new Limits(100, 2) : Limits.DEFAULTS;
    }

    /** What came to a partition, in order. */
    static List<String> guests(Tx tx) {
        List<String> guests = new ArrayList<>();
        try (Scan<Long, String> rows = tx.scan(GUESTS, 0L, Long.MAX_VALUE)) {
            while (rows.next()) {
                guests.add(rows.value());
            }
        }
        return guests;
    }
}
