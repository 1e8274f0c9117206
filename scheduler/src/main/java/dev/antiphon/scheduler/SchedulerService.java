package dev.antiphon.scheduler;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** Amazon EventBridge Scheduler: its operations and what they need of the engine. */
public final class SchedulerService implements Service {
    static final String NAME = "scheduler";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                // Schedules
                new CreateSchedule(),
                new DeleteSchedule(),
                new GetSchedule(),
                new ListSchedules(),
                new UpdateSchedule(),
                // Groups
                new CreateScheduleGroup(),
                new DeleteScheduleGroup(),
                new GetScheduleGroup(),
                new ListScheduleGroups(),
                new ListTagsForResource(),
                new TagResource(),
                new UntagResource());
    }

    @Override
    public void register(Registry registry) {
        registry.table(SchedulerTables.SCHEDULES);
        registry.table(SchedulerTables.OCCURRENCES);
        registry.timer(Occurrences.TIMER, new RunSchedule());

        registry.table(SchedulerTables.GROUPS);
        GroupRemoval.register(registry);

        registry.table(SchedulerTables.DELETIONS);
        registry.timer(Deletion.TIMER, Deletion.FORGET);
    }
}
