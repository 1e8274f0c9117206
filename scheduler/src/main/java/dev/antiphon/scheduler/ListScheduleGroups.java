package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;

/**
 * Lists the schedule groups in the order of their names. It runs where the default group is: that
 * is one of them, also when nobody has looked at it yet.
 */
final class ListScheduleGroups
        implements Command<ListScheduleGroupsRequest, ListScheduleGroupsResponse> {
    private static final int LARGEST = 100;

    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    @Override
    public String entity(ListScheduleGroupsRequest request, Caller caller) {
        return GroupArn.of(caller, GroupArn.DEFAULT_NAME).toString();
    }

    @Override
    public Outcome<ListScheduleGroupsResponse> handle(
            Tx tx, ListScheduleGroupsRequest request, Caller caller) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        String after = request.nextToken() == null ? "" : Pages.last(request.nextToken());
        int size = request.maxResults() == null ? LARGEST : request.maxResults();
        List<Group> page = new ArrayList<>();
        for (Group group : groups(tx, caller)) {
            String name = group.arn().name();
            if (name.startsWith(prefix) && name.compareTo(after) > 0) {
                if (page.size() == size) {
                    return reply(page, PageToken.of(page.getLast().arn().name()));
                }
                page.add(group);
            }
        }
        return reply(page, null);
    }

    private static Collection<Group> groups(Tx tx, Caller caller) {
        Group ofAll = Groups.require(tx, GroupArn.of(caller, GroupArn.DEFAULT_NAME));
        SortedMap<GroupArn, Group> groups =
                new TreeMap<>(
                        tx.catalog(SchedulerTables.GROUPS)
                                .range(GroupArn.of(caller, ""), GroupArn.of(caller, LAST)));
        groups.put(ofAll.arn(), ofAll);
        return groups.values();
    }

    private static Outcome<ListScheduleGroupsResponse> reply(
            List<Group> page, @Nullable String nextToken) {
        return Outcome.reply(
                ListScheduleGroupsResponse.builder()
                        .scheduleGroups(page.stream().map(ListScheduleGroups::summary).toList())
                        .nextToken(nextToken)
                        .build());
    }

    private static ScheduleGroupSummary summary(Group group) {
        return ScheduleGroupSummary.builder()
                .arn(group.arn().toString())
                .name(group.arn().name())
                .state(group.state())
                .creationDate(group.created())
                .lastModificationDate(group.modified())
                .build();
    }
}
