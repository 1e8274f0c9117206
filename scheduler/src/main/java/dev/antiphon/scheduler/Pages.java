package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import dev.antiphon.service.PageToken;
import org.jspecify.annotations.Nullable;

/** Where listings go on. */
final class Pages {
    private Pages() {}

    /**
     * @param last that a page told or passed over, or null behind the end
     */
    static @Nullable String tokenBehind(@Nullable ScheduleArn last) {
        return last == null ? null : PageToken.of(last.group() + "/" + last.name());
    }

    /**
     * The last schedule that was told, or null at the beginning.
     *
     * @throws dev.antiphon.api.AwsException ValidationException if the token is none of ours
     */
    static @Nullable ScheduleArn schedule(@Nullable String token, Caller caller) {
        if (token == null) {
            return null;
        }
        String last = last(token);
        int slash = last.indexOf('/');
        if (slash < 0) {
            throw SchedulerErrors.invalid("Invalid NextToken.");
        }
        return ScheduleArn.of(caller, last.substring(0, slash), last.substring(slash + 1));
    }

    /** The same for any listing by name. */
    static String last(String token) {
        String last = PageToken.read(token);
        if (last == null) {
            throw SchedulerErrors.invalid("Invalid NextToken.");
        }
        return last;
    }
}
