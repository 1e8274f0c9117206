package dev.antiphon.lambda.function;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import java.util.List;

/** Functions, their versions, aliases and layers, and what is said of them: the operations. */
public final class Functions {
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    public void register(Registry registry) {}
}
