package dev.antiphon.events;

import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.archive.Archives;
import dev.antiphon.events.connection.Connections;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes deliveries to EventBridge's own ARNs: buses, and whatever of EventBridge's resources
 * takes some itself.
 */
public final class EventsTarget implements TargetType {
    /**
     * A parameter of deliveries to API destinations: the target's {@code HttpParameters} as JSON,
     * paths into the event replaced by what is there.
     */
    public static final String HTTP_PARAMETERS = "HttpParameters";

    /** A parameter of deliveries to buses: over how many buses the event has come with this one. */
    static final String HOPS = "Hops";

    /** A parameter of deliveries to buses: the ARNs of the only rules that are to see the event. */
    static final String ONLY_RULES = "OnlyRules";

    /** One kind of EventBridge's resources that can be a target. */
    public interface Resource {
        /** With what the resource part of its ARNs begins, such as {@code api-destination/}. */
        String prefix();

        /** See {@link TargetType#attempt}. */
        Attempt attempt(Tx tx, Delivery delivery, int earlier);

        /** See {@link TargetType#limits}. */
        default Limits limits(Tx tx, String target) {
            return Limits.DEFAULTS;
        }

        /** See {@link TargetType#ended}. */
        default void ended(Tx tx, Delivery delivery, Ending ending) {}
    }

    private final List<Resource> resources;

    public EventsTarget() {
        List<Resource> all = new ArrayList<>();
        all.add(new BusTarget());
        all.addAll(Connections.targets());
        all.addAll(Archives.targets());
        this.resources = List.copyOf(all);
    }

    @Override
    public String service() {
        return BusArn.SERVICE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        Resource resource = resource(delivery.target());
        return resource == null
                ? Attempt.refused(
                        "INVALID_PARAMETER", "Nothing takes deliveries to " + delivery.target())
                : resource.attempt(tx, delivery, earlier);
    }

    @Override
    public Limits limits(Tx tx, String target) {
        Resource resource = resource(target);
        return resource == null ? Limits.DEFAULTS : resource.limits(tx, target);
    }

    @Override
    public void ended(Tx tx, Delivery delivery, Ending ending) {
        Resource resource = resource(delivery.target());
        if (resource != null) {
            resource.ended(tx, delivery, ending);
        }
    }

    /** The account of the rule, the replay … that sends a delivery. */
    public static String sender(Delivery delivery) {
        return Arn.parse(delivery.origin().arn()).account();
    }

    private @Nullable Resource resource(String target) {
        Arn arn = Arn.find(target);
        for (Resource resource : resources) {
            if (arn != null && arn.resource().startsWith(resource.prefix())) {
                return resource;
            }
        }
        return null;
    }
}
