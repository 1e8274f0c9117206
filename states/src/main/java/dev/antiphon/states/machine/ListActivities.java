package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sfn.model.ActivityListItem;
import software.amazon.awssdk.services.sfn.model.ListActivitiesRequest;
import software.amazon.awssdk.services.sfn.model.ListActivitiesResponse;

/** Lists the activities of the caller in the region of the call, in the order of their names. */
final class ListActivities implements Query<ListActivitiesRequest, ListActivitiesResponse> {
    @Override
    public ListActivitiesResponse answer(
            Catalogs catalogs, ListActivitiesRequest request, Caller caller) {
        Page<Activity> page =
                Page.of(
                        Activities.of(catalogs, caller, Page.start(request.nextToken()))
                                .values()
                                .iterator(),
                        request.maxResults(),
                        activity -> activity.arn().name());
        return ListActivitiesResponse.builder()
                .activities(page.items().stream().map(ListActivities::item).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static ActivityListItem item(Activity activity) {
        return ActivityListItem.builder()
                .activityArn(activity.arn().toString())
                .name(activity.arn().name())
                .creationDate(activity.created())
                .build();
    }
}
