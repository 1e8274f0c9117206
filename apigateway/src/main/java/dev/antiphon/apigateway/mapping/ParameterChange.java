package dev.antiphon.apigateway.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that a parameter mapping makes to a request before it reaches the integration, or to the
 * integration's answer before it reaches the client.
 *
 * @param name of the header or the query parameter; empty for the others
 */
public record ParameterChange(Action action, Place place, String name, Expression value) {
    /** What becomes of the parameter. */
    public enum Action {
        APPEND,
        OVERWRITE,
        REMOVE
    }

    /** Where the parameter is. */
    public enum Place {
        HEADER,
        QUERYSTRING,
        PATH,
        STATUSCODE
    }

    private static final Pattern KEY =
            Pattern.compile("(append|overwrite|remove):(header|querystring)\\.(.+)");

    /** The headers that no mapping may touch. */
    private static final Set<String> RESERVED =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-location",
                    "forwarded",
                    "keep-alive",
                    "origin",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailers",
                    "transfer-encoding",
                    "upgrade",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "via");

    private static final List<String> RESERVED_PREFIXES =
            List.of("access-control-", "apigw-", "x-amz-", "x-amzn-");

    /**
     * The changes to a request.
     *
     * @throws IllegalArgumentException if one of them is none; it says which
     */
    public static List<ParameterChange> ofRequest(Map<String, String> mapping) {
        List<ParameterChange> changes = new ArrayList<>();
        mapping.forEach((key, value) -> {
            if (key.equals("overwrite:path")) {
                changes.add(
                        new ParameterChange(
                                Action.OVERWRITE, Place.PATH, "", Expression.ofRequest(value)));
            } else {
                changes.add(parameter(key, Expression.ofRequest(value)));
            }
        });
        return changes;
    }

    /**
     * The changes to an answer.
     *
     * @throws IllegalArgumentException if one of them is none; it says which
     */
    public static List<ParameterChange> ofResponse(Map<String, String> mapping) {
        List<ParameterChange> changes = new ArrayList<>();
        mapping.forEach((key, value) -> {
            Expression expression = Expression.ofResponse(value);
            if (key.equals("overwrite:statuscode")) {
                changes.add(
                        new ParameterChange(Action.OVERWRITE, Place.STATUSCODE, "", expression));
                return;
            }
            ParameterChange change = parameter(key, expression);
            if (change.place != Place.HEADER) {
                throw new IllegalArgumentException("no part of an answer: " + key);
            }
            changes.add(change);
        });
        return changes;
    }

    private static ParameterChange parameter(String key, Expression value) {
        Matcher said = KEY.matcher(key);
        if (!said.matches()) {
            throw new IllegalArgumentException("no parameter: " + key);
        }
        Place place = Place.valueOf(said.group(2).toUpperCase(Locale.ROOT));
        String name = said.group(3);
        if (place == Place.HEADER && reserved(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a reserved header: " + name);
        }
        return new ParameterChange(
                Action.valueOf(said.group(1).toUpperCase(Locale.ROOT)), place, name, value);
    }

    private static boolean reserved(String header) {
        return RESERVED.contains(header) || RESERVED_PREFIXES.stream().anyMatch(header::startsWith);
    }
}
