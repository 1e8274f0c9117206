package dev.antiphon.events;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/**
 * Amazon EventBridge, the bus that it calls Classic: its operations and what they need of the
 * engine.
 */
public final class EventsService implements Service {
    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    @Override
    public void register(Registry registry) {}
}
