package dev.antiphon.wire.route;

import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ServiceModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The services that are served, and behind them, by name, all others of AWS's. The names are read
 * when the first request comes that the served ones do not know: most servers never need them.
 */
final class Services {
    private static final class Names {
        static final List<KnownService> ALL =
                ServiceModel.names().stream().map(m -> new KnownService(m, false)).toList();
    }

    private final List<KnownService> served;
    private final Map<String, OperationShapes> byTarget = new HashMap<>();

    Services(Collection<String> names) {
        served = names.stream().map(n -> new KnownService(ServiceModel.load(n), true)).toList();
        for (KnownService service : served) {
            String prefix = service.model().targetPrefix();
            if (prefix != null) {
                service.operations().forEach(o -> byTarget.put(prefix + "." + o.model().name(), o));
            }
        }
    }

    /** The operation of a served service that an {@code X-Amz-Target} names. */
    @Nullable OperationShapes target(String target) {
        return byTarget.get(target);
    }

    /** The first that fits, those that are served before the others. */
    @Nullable KnownService find(Predicate<KnownService> fits) {
        for (KnownService service : served) {
            if (fits.test(service)) {
                return service;
            }
        }
        for (KnownService service : Names.ALL) {
            if (fits.test(service) && !isServed(service.model().name())) {
                return service;
            }
        }
        return null;
    }

    /** The first that fits among those that are served. */
    @Nullable KnownService findServed(Predicate<KnownService> fits) {
        return served.stream().filter(fits).findFirst().orElse(null);
    }

    private boolean isServed(String name) {
        return served.stream().anyMatch(s -> s.model().name().equals(name));
    }
}
