package dev.antiphon.wire.route;

import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.Shapes;
import dev.antiphon.wire.model.OperationModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service of AWS's: with its whole table if it is served here, else with names only. */
final class KnownService {
    private final ServiceModel model;
    private final boolean served;
    private final Map<String, OperationShapes> operations = new HashMap<>();
    private @Nullable RestRoutes routes;

    KnownService(ServiceModel model, boolean served) {
        this.model = model;
        this.served = served;
        Shapes shapes = new Shapes(model);
        for (OperationModel operation : model.operations().values()) {
            operations.put(operation.name(), new OperationShapes(model, operation, shapes));
        }
    }

    ServiceModel model() {
        return model;
    }

    boolean served() {
        return served;
    }

    @Nullable OperationShapes operation(String name) {
        return operations.get(name);
    }

    Iterable<OperationShapes> operations() {
        return operations.values();
    }

    boolean isRest() {
        return model.speaks("rest-json");
    }

    boolean isQuery() {
        return model.speaks("query");
    }

    boolean isSignedAs(String name) {
        return model.signingName().equals(name) || model.name().equals(name);
    }

    synchronized RestRoutes routes() {
        RestRoutes known = routes;
        if (known == null) {
            known = new RestRoutes(model);
            routes = known;
        }
        return known;
    }
}
