package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import java.util.SortedMap;

/** How operations find activities. */
final class Activities {
    private Activities() {}

    /**
     * @throws dev.antiphon.api.AwsException ActivityDoesNotExist
     */
    static Activity require(Catalogs catalogs, ActivityArn arn) {
        Activity activity = catalogs.catalog(MachineTables.ACTIVITIES).get(arn);
        if (activity == null) {
            throw StatesErrors.activityDoesNotExist(arn.toString());
        }
        return activity;
    }

    /**
     * Those of the caller in the region of the call, in the order of their names.
     *
     * @param after the name to go on behind, or empty
     */
    static SortedMap<ActivityArn, Activity> of(Catalogs catalogs, Caller caller, String after) {
        return catalogs.catalog(MachineTables.ACTIVITIES)
                .range(
                        ActivityArn.of(caller, Page.behind(after)),
                        ActivityArn.of(caller, Page.LAST));
    }
}
