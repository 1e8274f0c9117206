package dev.antiphon.states;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesArn;
import java.util.List;

/** AWS Step Functions: its operations and what they need of the engine. */
public final class StatesService implements Service {
    /** One list for each package, so that each can grow by itself. */
    private static final List<List<Operation<?, ?>>> OPERATIONS =
            List.of(Machines.operations(), List.of(new ValidateStateMachineDefinition()));

    @Override
    public String name() {
        return StatesArn.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return OPERATIONS.stream().<Operation<?, ?>>flatMap(List::stream).toList();
    }

    @Override
    public void register(Registry registry) {
        Machines.register(registry, (tx, machine) -> false);
    }
}
