package dev.antiphon.events;

import dev.antiphon.engine.Registry;
import dev.antiphon.events.archive.Archives;
import dev.antiphon.events.connection.Connections;
import dev.antiphon.events.partner.PartnerSources;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/**
 * Amazon EventBridge, the bus that it calls Classic: its operations and what they need of the
 * engine.
 */
public final class EventsService implements Service {
    /** One list for each package, so that each can grow by itself. */
    private static final List<List<Operation<?, ?>>> OPERATIONS =
            List.of(
                    List.of(
                            // Buses
                            new CreateEventBus(),
                            new DeleteEventBus(),
                            new DescribeEventBus(),
                            new ListEventBuses(),
                            new ListTagsForResource(),
                            new PutPermission(),
                            new RemovePermission(),
                            new TagResource(),
                            new UntagResource(),
                            new UpdateEventBus(),
                            // Rules
                            new DeleteRule(),
                            new DescribeRule(),
                            new DisableRule(),
                            new EnableRule(),
                            new ListRuleNamesByTarget(),
                            new ListRules(),
                            new ListTargetsByRule(),
                            new PutRule(),
                            new PutTargets(),
                            new RemoveTargets(),
                            new TestEventPattern(),
                            // Events
                            new PutEvents()),
                    Connections.operations(),
                    PartnerSources.operations(),
                    Archives.operations());

    @Override
    public String name() {
        return BusArn.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return OPERATIONS.stream().<Operation<?, ?>>flatMap(List::stream).toList();
    }

    @Override
    public void register(Registry registry) {
        registry.table(EventsTables.BUSES);
        registry.table(EventsTables.RULES);
        registry.table(EventsTables.TARGETS);
        registry.shard(Buses.KEY);
        Connections.register(registry);
        PartnerSources.register(registry);
        Archives.register(registry);
    }
}
