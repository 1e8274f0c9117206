package dev.antiphon.sqs;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** Amazon SQS: its operations and what they need of the engine. */
public final class SqsService implements Service {
    @Override
    public String name() {
        return QueueArn.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                // Queues

                // Messages
                );
    }

    @Override
    public void register(Registry registry) {
        // Queues
        registry.table(SqsTables.QUEUES);
        registry.table(SqsTables.DELETED_QUEUES);

        // Messages
    }
}
