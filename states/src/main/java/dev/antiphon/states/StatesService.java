package dev.antiphon.states;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.states.execution.Executions;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesArn;
import dev.antiphon.states.task.Tasks;
import java.util.List;

/** AWS Step Functions: its operations and what they need of the engine. */
public final class StatesService implements Service {
    private final Tasks tasks = new Tasks();
    private final Executions executions = new Executions(tasks);

    /** One list for each package, so that each can grow by itself. */
    private final List<List<Operation<?, ?>>> operations =
            List.of(
                    Machines.operations(),
                    executions.operations(),
                    List.of(new ValidateStateMachineDefinition()));

    @Override
    public String name() {
        return StatesArn.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations.stream().<Operation<?, ?>>flatMap(List::stream).toList();
    }

    @Override
    public void register(Registry registry) {
        Machines.register(registry, executions::endOf);
        executions.register(registry);
        tasks.register(registry, executions.outcomes());
    }
}
