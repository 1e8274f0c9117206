package dev.antiphon.scheduler;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a schedule in the whole world. Sorted by account, region, group and name, so that the
 * schedules of one caller, and of one group, are a range.
 */
record ScheduleArn(String account, String region, String group, String name)
        implements Comparable<ScheduleArn> {

    private static final Comparator<ScheduleArn> ORDER =
            Comparator.comparing(ScheduleArn::account)
                    .thenComparing(ScheduleArn::region)
                    .thenComparing(ScheduleArn::group)
                    .thenComparing(ScheduleArn::name);

    private static final String RESOURCE = "schedule/";

    /**
     * The caller's schedule of that name.
     *
     * @param group null for the default group
     */
    static ScheduleArn of(Caller caller, @Nullable String group, String name) {
        return new ScheduleArn(
                caller.account(),
                caller.region(),
                group == null ? GroupArn.DEFAULT_NAME : group,
                name);
    }

    /** Reads what {@link #toString} wrote. */
    static ScheduleArn ours(String text) {
        Arn arn = Arn.parse(text);
        int slash = arn.resource().indexOf('/', RESOURCE.length());
        return new ScheduleArn(
                arn.account(),
                arn.region(),
                arn.resource().substring(RESOURCE.length(), slash),
                arn.resource().substring(slash + 1));
    }

    GroupArn groupArn() {
        return new GroupArn(account, region, group);
    }

    @Override
    public int compareTo(ScheduleArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SchedulerService.NAME, region, account, RESOURCE + group + "/" + name)
                .toString();
    }
}
