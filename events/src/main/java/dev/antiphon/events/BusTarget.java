package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.engine.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Buses as targets: of rules of other buses, of schedules, of replays, and of whatever emits
 * events.
 *
 * <p>The body is a whole event, or, if the parameters {@link Content#SOURCE} and {@link
 * Content#DETAIL_TYPE} are there, the detail of a new one.
 */
final class BusTarget implements EventsTarget.Resource {
    /** An event goes on to another bus once. */
    private static final int MOST_HOPS = 1;

    @Override
    public String prefix() {
        return BusArn.RESOURCE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        BusArn arn = BusArn.parse(delivery.target());
        Bus bus = arn == null ? null : Buses.find(tx, arn);
        if (arn == null || bus == null) {
            return Attempt.refused(
                    "NO_RESOURCE", "The event bus " + delivery.target() + " does not exist.");
        }
        Map<String, String> parameters = delivery.content().parameters();
        Arn origin = Arn.parse(delivery.origin().arn());
        int hops = Integer.parseInt(parameters.getOrDefault(EventsTarget.HOPS, "0"));
        if (hops > MOST_HOPS) {
            return thirdHop(arn, origin);
        }
        if (!BusPolicy.allows(bus, origin.account())) {
            return Attempt.refused(
                    "NO_PERMISSIONS",
                    "The policy of event bus " + arn + " does not let in " + origin.account());
        }
        Event event = event(tx, arn, delivery, hops);
        if (event == null) {
            return Attempt.refused("INVALID_JSON", "The body is not an event.");
        }
        String only = parameters.get(EventsTarget.ONLY_RULES);
        Routing.route(tx, arn, event, only == null ? null : Set.of(only.split(" ", -1)));
        return Attempt.taken();
    }

    private static Attempt thirdHop(BusArn arn, Arn origin) {
        boolean account = !origin.account().equals(arn.account());
        boolean region = !account && !origin.region().equals(arn.region());
        return Attempt.refused(
                region ? "THIRD_REGION_HOP_DETECTED" : "THIRD_ACCOUNT_HOP_DETECTED",
                "An event that came from another event bus is not sent on to a third one.");
    }

    private static @Nullable Event event(Tx tx, BusArn bus, Delivery delivery, int hops) {
        Content content = delivery.content();
        String source = content.parameters().get(Content.SOURCE);
        String detailType = content.parameters().get(Content.DETAIL_TYPE);
        if (source == null || detailType == null) {
            return Event.read(content.body(), tx.now(), delivery.traceHeader(), hops);
        }
        JsonNode detail = Json.parse(content.body());
        if (detail == null || !detail.isObject()) {
            return null;
        }
        boolean named = delivery.origin().kind() == Origin.Kind.SERVICE;
        return Event.of(
                named ? delivery.cause() : tx.ids().uuid().toString(),
                new Event.Parts(
                        detailType,
                        source,
                        bus.account(),
                        delivery.created(),
                        bus.region(),
                        resources(content.parameters().get(Content.RESOURCES)),
                        detail),
                tx.now(),
                delivery.traceHeader());
    }

    private static List<String> resources(@Nullable String lines) {
        return lines == null || lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }
}
