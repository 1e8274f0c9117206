package dev.antiphon.scheduler;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name of a schedule group in the whole world. */
record GroupArn(String account, String region, String name) implements Comparable<GroupArn> {
    /** The group that every account has. */
    static final String DEFAULT_NAME = "default";

    private static final Comparator<GroupArn> ORDER =
            Comparator.comparing(GroupArn::account)
                    .thenComparing(GroupArn::region)
                    .thenComparing(GroupArn::name);

    private static final String RESOURCE = "schedule-group/";

    static GroupArn of(Caller caller, String name) {
        return new GroupArn(caller.account(), caller.region(), name);
    }

    /** The group that an ARN names, or null where it names something else or is none. */
    static @Nullable GroupArn parse(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        return arn.service().equals(SchedulerService.NAME) && arn.resource().startsWith(RESOURCE)
                ? new GroupArn(
                        arn.account(), arn.region(), arn.resource().substring(RESOURCE.length()))
                : null;
    }

    /** Reads what {@link #toString} wrote. */
    static GroupArn ours(String text) {
        return Objects.requireNonNull(parse(text), text);
    }

    boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }

    @Override
    public int compareTo(GroupArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SchedulerService.NAME, region, account, RESOURCE + name).toString();
    }
}
