package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Survey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * Lists schedules in the order of their groups and names. They are spread over all partitions: each
 * gives the first of its own behind the token, and the first of all these are the page. Where a
 * filter leaves little of much, a page may have fewer than it could: each partition looks at a
 * bounded number of rows, and the token goes on behind the least far one.
 */
final class ListSchedules
        implements Survey<ListSchedulesRequest, ListSchedules.Part, ListSchedulesResponse> {
    private static final int LARGEST = 100;
    private static final int ROWS = 2_000;

    /**
     * What a partition has.
     *
     * @param schedules in order
     * @param seenTo the last one that was looked at, or null if there are no more
     */
    record Part(List<Schedule> schedules, @Nullable ScheduleArn seenTo) {}

    @Override
    public Part part(Tx tx, ListSchedulesRequest request, Caller caller) {
        ScheduleArn after = Pages.schedule(request.nextToken(), caller);
        ScheduleRange range = range(tx, request, caller, after);
        List<Schedule> found = new ArrayList<>();
        if (range.isEmpty()) {
            return new Part(found, null);
        }
        int size = size(request);
        try (Scan<ScheduleArn, Schedule> rows =
                tx.scan(SchedulerTables.SCHEDULES, range.from(), range.to())) {
            ScheduleArn last = null;
            for (int looked = 0; rows.next(); looked++) {
                if (looked == ROWS || found.size() == size) {
                    return new Part(found, last);
                }
                last = rows.key();
                if (matches(rows.value(), request)) {
                    found.add(rows.value());
                }
            }
        }
        return new Part(found, null);
    }

    private static int size(ListSchedulesRequest request) {
        return request.maxResults() == null ? LARGEST : request.maxResults();
    }

    private static ScheduleRange range(
            Tx tx, ListSchedulesRequest request, Caller caller, @Nullable ScheduleArn after) {
        if (request.groupName() == null) {
            return ScheduleRange.of(caller.account(), caller.region(), after);
        }
        GroupArn group = GroupArn.of(caller, request.groupName());
        if (!group.isDefault() && Groups.find(tx, group) == null) {
            throw SchedulerErrors.noGroup(group);
        }
        return ScheduleRange.of(
                group, request.namePrefix() == null ? "" : request.namePrefix(), after);
    }

    private static boolean matches(Schedule schedule, ListSchedulesRequest request) {
        return (request.namePrefix() == null
                        || schedule.arn().name().startsWith(request.namePrefix()))
                && (request.state() == null || schedule.state() == request.state());
    }

    @Override
    public ListSchedulesResponse answer(
            List<Part> parts, ListSchedulesRequest request, Caller caller) {
        ScheduleArn seenTo =
                parts.stream()
                        .map(Part::seenTo)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        List<Schedule> sure =
                parts.stream()
                        .flatMap(part -> part.schedules().stream())
                        .filter(schedule -> seenTo == null || schedule.arn().compareTo(seenTo) <= 0)
                        .sorted(Comparator.comparing(Schedule::arn))
                        .toList();
        List<Schedule> page = sure.subList(0, Math.min(size(request), sure.size()));
        return ListSchedulesResponse.builder()
                .schedules(page.stream().map(ListSchedules::summary).toList())
                .nextToken(
                        page.size() < sure.size()
                                ? Pages.tokenBehind(page.getLast().arn())
                                : Pages.tokenBehind(seenTo))
                .build();
    }

    private static ScheduleSummary summary(Schedule schedule) {
        return ScheduleSummary.builder()
                .arn(schedule.arn().toString())
                .groupName(schedule.arn().group())
                .name(schedule.arn().name())
                .state(schedule.state())
                .creationDate(schedule.created())
                .lastModificationDate(schedule.modified())
                .target(target -> target.arn(schedule.definition().target().arn()))
                .build();
    }
}
