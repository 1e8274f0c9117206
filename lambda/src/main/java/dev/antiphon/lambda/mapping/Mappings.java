package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import java.util.List;

/** Event source mappings: the operations. */
public final class Mappings {
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    public void register(Registry registry) {}
}
