package dev.antiphon.events.archive;

import dev.antiphon.engine.Registry;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.service.Operation;
import java.util.List;

/** Archives and replays: their part of EventBridge. */
public final class Archives {
    private Archives() {}

    public static List<Operation<?, ?>> operations() {
        return List.of(
                // Archives
                new CreateArchive(),
                new DeleteArchive(),
                new DescribeArchive(),
                new ListArchives(),
                new UpdateArchive(),
                // Replays
                new CancelReplay(),
                new DescribeReplay(),
                new ListReplays(),
                new StartReplay());
    }

    public static void register(Registry registry) {
        // Archives
        registry.table(ArchiveTables.ARCHIVES);
        registry.table(ArchiveTables.TOTALS);
        registry.table(ArchiveTables.EVENTS);
        registry.receiver(ArchiveRule.RECEIVER, ArchiveRule::receive);
        registry.timer(Retention.TIMER, Retention::sweep);
        // Replays
        registry.table(ArchiveTables.REPLAYS);
        registry.table(ArchiveTables.REPLAY_WORK);
        registry.receiver(ReplayOrder.KIND, ReplayWork::receive);
        registry.timer(ReplayWork.TIMER, ReplayWork::fire);
        registry.receiver(ReplayReport.RECEIVER, ReplayReport::receive);
        registry.timer(ReplayReport.FORGET, ReplayReport::forget);
    }

    /** What of it takes deliveries. */
    public static List<EventsTarget.Resource> targets() {
        return List.of(new ArchiveTarget());
    }
}
