package dev.antiphon.wire.sigv4;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a request's signature: in its Authorization header, or in its query string. */
final class SignatureReader {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> QUERY_NAMES =
            List.of(
                    "X-Amz-Algorithm",
                    "X-Amz-Credential",
                    "X-Amz-Signature",
                    "X-Amz-SignedHeaders",
                    "X-Amz-Date");
    private static final long WEEK_SECONDS = 604_800;

    private final HttpRequest request;
    private final SignatureErrors errors;

    SignatureReader(HttpRequest request, SignatureErrors errors) {
        this.request = request;
        this.errors = errors;
    }

    /** Writes an instant as a signature has it. */
    static String basic(Instant instant) {
        return BASIC.format(instant.atOffset(ZoneOffset.UTC));
    }

    /**
     * @throws AwsException if the request is not signed, or not in a way that can be read
     */
    Signed read() {
        String authorization = request.header("authorization");
        if (authorization != null) {
            return fromHeader(authorization);
        }
        Map<String, String> query = query();
        // AWS's own gateways look at the query only when one of these is there.
        if (query.containsKey("X-Amz-Algorithm") || query.containsKey("X-Amz-Signature")) {
            return fromQuery(query);
        }
        throw errors.missing();
    }

    private Signed fromHeader(String authorization) {
        Map<String, String> fields = fields(authorization);
        String credential = fields.get("Credential");
        String signature = fields.get("Signature");
        String headers = fields.get("SignedHeaders");
        String date = request.header("x-amz-date");
        if (date == null) {
            date = request.header("date");
        }
        if (credential == null || signature == null || headers == null || date == null) {
            StringBuilder message = new StringBuilder();
            missing(message, credential, "'Credential' parameter");
            missing(message, signature, "'Signature' parameter");
            missing(message, headers, "'SignedHeaders' parameter");
            missing(message, date, "existence of either a 'X-Amz-Date' or a 'Date' header");
            throw errors.incomplete(message + "Authorization=" + authorization);
        }
        Instant at = instant(date);
        return new Signed(
                Scope.parse(credential, errors),
                List.of(headers.split(";")),
                signature,
                basic(at),
                at,
                null,
                request.header("x-amz-security-token"));
    }

    private static void missing(StringBuilder message, @Nullable String value, String what) {
        if (value == null) {
            message.append("Authorization header requires ").append(what).append(". ");
        }
    }

    private Map<String, String> fields(String authorization) {
        Map<String, String> fields = new HashMap<>();
        // Another algorithm, such as the first version's, has none of the fields.
        if (!authorization.startsWith(Signed.ALGORITHM + " ")) {
            return fields;
        }
        String list = authorization.substring(Signed.ALGORITHM.length() + 1);
        for (String field : list.split(",")) {
            String pair = field.trim();
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw errors.incomplete(
                        "'"
                                + pair
                                + "' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '"
                                + authorization
                                + "'.");
            }
            fields.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return fields;
    }

    private Signed fromQuery(Map<String, String> query) {
        StringBuilder message = new StringBuilder();
        for (String name : QUERY_NAMES) {
            if (!query.containsKey(name)) {
                message.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            }
        }
        if (!message.isEmpty()) {
            throw errors.incomplete(message + "Re-examine the query-string parameters.");
        }
        String algorithm = query.getOrDefault("X-Amz-Algorithm", "");
        if (!algorithm.equals(Signed.ALGORITHM)) {
            throw errors.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
        }
        String date = query.getOrDefault("X-Amz-Date", "");
        return new Signed(
                Scope.parse(query.getOrDefault("X-Amz-Credential", ""), errors),
                List.of(query.getOrDefault("X-Amz-SignedHeaders", "").split(";")),
                query.getOrDefault("X-Amz-Signature", ""),
                date,
                basicInstant(date),
                expires(query.get("X-Amz-Expires")),
                query.get("X-Amz-Security-Token"));
    }

    /** Without a duration a presigned URL is good for as long as a signed header. */
    private Duration expires(@Nullable String seconds) {
        if (seconds == null) {
            return SignatureVerifier.SKEW;
        }
        long value;
        try {
            value = Long.parseLong(seconds);
        } catch (NumberFormatException e) {
            throw errors.incomplete("X-Amz-Expires should be a number");
        }
        if (value < 0) {
            throw errors.incomplete("X-Amz-Expires must be non-negative");
        }
        if (value > WEEK_SECONDS) {
            throw errors.incomplete(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds");
        }
        return Duration.ofSeconds(value);
    }

    private Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        if (request.query().contains("X-Amz-")) {
            for (String pair : request.query().split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.putIfAbsent(Percent.decode(name), Percent.decode(value));
            }
        }
        return query;
    }

    /** A Date header may also be in HTTP's own format. */
    private Instant instant(String date) {
        if (date.indexOf(',') > 0) {
            try {
                return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            } catch (DateTimeException e) {
                throw badDate(date);
            }
        }
        return basicInstant(date);
    }

    private Instant basicInstant(String date) {
        try {
            return LocalDateTime.parse(date, BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw badDate(date);
        }
    }

    private AwsException badDate(String date) {
        return errors.incomplete(
                "Date must be in ISO-8601 'basic format'. Got '"
                        + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
}
