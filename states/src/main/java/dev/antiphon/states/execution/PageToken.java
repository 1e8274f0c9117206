package dev.antiphon.states.execution;

import dev.antiphon.states.machine.StatesErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last execution that a page of a listing told or passed over: the next goes on behind it. */
record PageToken(Instant started, String name) {
    private static final String VERSION = "1:";

    static String of(ListExecutions.Item last) {
        String text = VERSION + last.started().toEpochMilli() + ":" + last.standing().name();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidToken if the token is none of ours
     */
    static @Nullable PageToken parse(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(":", 3);
            if (text.startsWith(VERSION) && parts.length == 3) {
                return new PageToken(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException e) {
            // Answered below like one that is not ours.
        }
        throw StatesErrors.invalidToken("Invalid token");
    }

    /** Whether an execution comes behind it in a listing. */
    boolean isBefore(ListExecutions.Item item) {
        int order = item.started().compareTo(started);
        return order < 0 || (order == 0 && item.standing().name().compareTo(name) < 0);
    }
}
