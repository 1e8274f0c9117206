package dev.antiphon.scheduler;

import dev.antiphon.api.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Names the last one that a page of a listing told or passed over, so that the next goes on there.
 */
final class PageToken {
    private static final String VERSION = "1:";

    private PageToken() {}

    /** Null behind the end. */
    static @Nullable String of(@Nullable ScheduleArn last) {
        return last == null ? null : of(last.group() + "/" + last.name());
    }

    static String of(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + last).getBytes(StandardCharsets.UTF_8));
    }

    /**
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
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(VERSION)) {
                return text.substring(VERSION.length());
            }
        } catch (IllegalArgumentException e) {
            // Answered below like one that is not ours.
        }
        throw SchedulerErrors.invalid("Invalid NextToken.");
    }
}
