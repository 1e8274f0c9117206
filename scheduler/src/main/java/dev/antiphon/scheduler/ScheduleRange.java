package dev.antiphon.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * Schedules that follow each other in the order of their ARNs: from one, up to but without another.
 */
record ScheduleRange(ScheduleArn from, ScheduleArn to) {
    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    /**
     * Those of a group whose names begin with a prefix.
     *
     * @param after the last one that was seen, or null
     */
    static ScheduleRange of(GroupArn group, String prefix, @Nullable ScheduleArn after) {
        ScheduleArn first = named(group.account(), group.region(), group.name(), prefix);
        return new ScheduleRange(
                later(first, after),
                named(group.account(), group.region(), group.name(), prefix + LAST));
    }

    /** Those of all groups of an account in a region. */
    static ScheduleRange of(String account, String region, @Nullable ScheduleArn after) {
        return new ScheduleRange(
                later(named(account, region, "", ""), after), named(account, region, LAST, ""));
    }

    private static ScheduleArn later(ScheduleArn first, @Nullable ScheduleArn after) {
        if (after == null) {
            return first;
        }
        // The smallest name behind another one is that name with a character appended.
        ScheduleArn next =
                named(after.account(), after.region(), after.group(), after.name() + '\0');
        return next.compareTo(first) > 0 ? next : first;
    }

    private static ScheduleArn named(String account, String region, String group, String name) {
        return new ScheduleArn(account, region, group, name);
    }

    boolean isEmpty() {
        return from.compareTo(to) >= 0;
    }
}
