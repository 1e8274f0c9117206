package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer, whole. Its bytes are the connection's own and good until the next request is sent on
 * it.
 *
 * @param from where the body begins in the bytes
 * @param to where it ends
 * @param nanos from the request's first byte written to the answer's last byte read
 */
record Answer(int status, byte[] bytes, int from, int to, long nanos) {
    boolean good() {
        return status == 200;
    }

    String body() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The text of a member of the body, raw: escapes stay as they are. Null if there is none. */
    @Nullable String text(String member) {
        JsonStrings strings = new JsonStrings(this);
        while (strings.nextMember()) {
            if (strings.name().equals(member) && strings.hasText()) {
                return new String(
                        bytes,
                        strings.textFrom(),
                        strings.textTo() - strings.textFrom(),
                        StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** Whether entries of a batch have failed. */
    boolean hasFailedEntries() {
        JsonStrings strings = new JsonStrings(this);
        while (strings.nextMember()) {
            if (strings.is(JsonStrings.FAILED)) {
                return strings.listHasEntries();
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return status + " " + body();
    }
}
