package dev.antiphon.wire.http;

import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lower-case names of headers, without making a new text for each header of each request where the
 * name is one that SDKs send.
 */
final class HeaderNames {
    private static final Map<AsciiString, String> KNOWN = new HashMap<>();

    static {
        for (String name :
                new String[] {
                    "Accept",
                    "Accept-Encoding",
                    "amz-sdk-invocation-id",
                    "amz-sdk-request",
                    "Authorization",
                    "Connection",
                    "Content-Length",
                    "Content-Type",
                    "Date",
                    "Expect",
                    "Host",
                    "User-Agent",
                    "X-Amz-Content-SHA256",
                    "X-Amz-Date",
                    "X-Amz-Security-Token",
                    "X-Amz-Target",
                    "X-Amz-User-Agent",
                    "X-Amzn-Query-Mode",
                    "X-Amzn-Trace-Id"
                }) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            KNOWN.put(AsciiString.cached(name), lowerCase);
            KNOWN.put(AsciiString.cached(lowerCase), lowerCase);
        }
        // As the Java SDK writes it.
        KNOWN.put(AsciiString.cached("x-amz-content-SHA256"), "x-amz-content-sha256");
    }

    private HeaderNames() {}

    static String lowerCase(CharSequence name) {
        // Netty's decoder makes names of this type, which know their hash by now.
        String known = name instanceof AsciiString ascii ? KNOWN.get(ascii) : null;
        return known != null ? known : name.toString().toLowerCase(Locale.ROOT);
    }
}
