package dev.antiphon.lambda.mapping;

import dev.antiphon.delivery.source.Consumer;
import dev.antiphon.delivery.source.ConsumerType;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Table;
import dev.antiphon.service.Operation;
import java.util.List;

/** Event source mappings: the operations, and the consumers that they are. */
public final class Mappings {
    /** What the resource of their ARNs begins with. */
    public static final String KIND = "event-source-mapping";

    private final Sources sources;

    /**
     * @param sources what can be read
     */
    public Mappings(Sources sources) {
        this.sources = sources;
    }

    public List<Operation<?, ?>> operations() {
        return List.of(
                new CreateEventSourceMapping(sources),
                new DeleteEventSourceMapping(),
                new GetEventSourceMapping(),
                new ListEventSourceMappings(),
                new UpdateEventSourceMapping(sources));
    }

    public void register(Registry registry) {
        registry.table(Mapping.TABLE);
        RecordClaims.register(registry);
    }

    /** Has the mappings' sources read. */
    public ConsumerType<?, ?> consumers() {
        return new Consumers();
    }

    private static final class Consumers implements ConsumerType<MappingKey, Mapping> {
        @Override
        public Table<MappingKey, Mapping> definitions() {
            return Mapping.TABLE;
        }

        @Override
        public Consumer consumer(MappingKey key, Mapping definition) {
            return new MappingConsumer(definition);
        }

        @Override
        public String id(MappingKey key) {
            return key.arn();
        }
    }
}
