package dev.antiphon.service;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What callers hand back to have a listing go on: it names the last entry of a page, so that those
 * that come and go in between neither hide others nor are shown twice.
 */
public final class PageToken {
    private static final String VERSION = "1:";

    private PageToken() {}

    /** The token behind an entry, which is named as the listing orders them. */
    public static String of(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + last).getBytes(StandardCharsets.UTF_8));
    }

    /** The entry that a token names, or null for one that is not ours. */
    public static @Nullable String read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith(VERSION) ? text.substring(VERSION.length()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
