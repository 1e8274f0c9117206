package dev.antiphon.scheduler;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** Amazon EventBridge Scheduler: its operations and what they need of the engine. */
public final class SchedulerService implements Service {
    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    @Override
    public void register(Registry registry) {}
}
