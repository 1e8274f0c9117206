package dev.antiphon.sns;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** Amazon SNS: its operations and what they need of the engine. */
public final class SnsService implements Service {
    @Override
    public String name() {
        return "sns";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    @Override
    public void register(Registry registry) {}
}
