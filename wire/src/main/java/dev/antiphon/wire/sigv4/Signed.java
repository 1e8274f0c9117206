package dev.antiphon.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of its signature, wherever it says so.
 *
 * @param headers the names of the headers that are signed, in their order
 * @param signature in hexadecimal
 * @param date as it is signed, {@code YYYYMMDD'T'HHMMSS'Z'}
 * @param at the same date
 * @param expires for how long a presigned URL is good; null where the signature is in the header
 * @param sessionToken that comes with a temporary key
 */
record Signed(
        Scope scope,
        List<String> headers,
        String signature,
        String date,
        Instant at,
        @Nullable Duration expires,
        @Nullable String sessionToken) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    boolean presigned() {
        return expires != null;
    }
}
