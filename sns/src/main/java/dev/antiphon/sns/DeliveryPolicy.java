package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.RetryPolicy.Growth;
import dev.antiphon.delivery.RetryPolicy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How often and how fast HTTP endpoints are called, as a topic and a subscription to it say
 * together.
 *
 * @param maxReceivesPerSecond or null for no limit
 * @param contentType of the messages that are not raw
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Amazon
 *     SNS message delivery retries</a>
 */
record DeliveryPolicy(
        Retries retries,
        boolean disableSubscriptionOverrides,
        @Nullable Integer maxReceivesPerSecond,
        String contentType) {

    /** The phases of retries, in AWS's words. Delays are in seconds. */
    record Retries(
            int minDelayTarget,
            int maxDelayTarget,
            int numRetries,
            int numMaxDelayRetries,
            int numNoDelayRetries,
            int numMinDelayRetries,
            Growth backoffFunction) {

        static final Retries DEFAULTS = new Retries(20, 20, 3, 0, 0, 0, Growth.LINEAR);

        /**
         * The retries that are in none of the named phases back off from one delay to the other.
         */
        private int numBackoffRetries() {
            return numRetries - numMaxDelayRetries - numNoDelayRetries - numMinDelayRetries;
        }

        private List<Phase> phases() {
            Duration shortest = Duration.ofSeconds(minDelayTarget);
            Duration longest = Duration.ofSeconds(maxDelayTarget);
            List<Phase> phases = new ArrayList<>(4);
            phases.add(Phase.constant(numNoDelayRetries, Duration.ZERO));
            phases.add(Phase.constant(numMinDelayRetries, shortest));
            phases.add(new Phase(numBackoffRetries(), shortest, longest, backoffFunction));
            phases.add(Phase.constant(numMaxDelayRetries, longest));
            return phases;
        }

        ObjectNode json() {
            return Json.object()
                    .put("minDelayTarget", minDelayTarget)
                    .put("maxDelayTarget", maxDelayTarget)
                    .put("numRetries", numRetries)
                    .put("numMaxDelayRetries", numMaxDelayRetries)
                    .put("numNoDelayRetries", numNoDelayRetries)
                    .put("numMinDelayRetries", numMinDelayRetries)
                    .put("backoffFunction", backoffFunction.name().toLowerCase(Locale.ROOT));
        }
    }

    /** By AWS's name of it, or null. */
    private static @Nullable Growth growth(String name) {
        return switch (name) {
            case "linear" -> Growth.LINEAR;
            case "arithmetic" -> Growth.ARITHMETIC;
            case "geometric" -> Growth.GEOMETRIC;
            case "exponential" -> Growth.EXPONENTIAL;
            default -> null;
        };
    }

    private static final String CONTENT_TYPE = "text/plain; charset=UTF-8";

    static final DeliveryPolicy DEFAULTS =
            new DeliveryPolicy(Retries.DEFAULTS, false, null, CONTENT_TYPE);

    private static final String HTTP = "http";
    private static final String RETRY = "healthyRetryPolicy";
    private static final String THROTTLE = "throttlePolicy";
    private static final String REQUEST = "requestPolicy";
    private static final String RECEIVES = "maxReceivesPerSecond";
    private static final String HEADER = "headerContentType";
    private static final String OVERRIDES = "disableSubscriptionOverrides";

    private static final int LONGEST_DELAY = 3_600;
    private static final int MOST_RETRIES = 100;

    private static final List<String> CONTENT_TYPES =
            List.of(
                    "text/css",
                    "text/csv",
                    "text/html",
                    "text/plain",
                    "text/xml",
                    "application/atom+xml",
                    "application/json",
                    "application/octet-stream",
                    "application/soap+xml",
                    "application/x-www-form-urlencoded",
                    "application/xhtml+xml",
                    "application/xml");

    /** A year: what ends a delivery is the number of its retries. */
    private static final Duration NO_AGE = Duration.ofDays(365);

    private static final int JITTER_PERCENT = 10;

    RetryPolicy retryPolicy() {
        return new RetryPolicy(retries.phases(), retries.numRetries, NO_AGE, JITTER_PERCENT);
    }

    Limits limits() {
        return maxReceivesPerSecond == null
                ? Limits.DEFAULTS
                : new Limits(Limits.DEFAULTS.concurrency(), maxReceivesPerSecond);
    }

    /**
     * What a topic's attribute says, with AWS's defaults for the rest.
     *
     * @param text as it was set, or null
     */
    static DeliveryPolicy ofTopic(@Nullable String text) {
        ObjectNode json = text == null ? null : Json.object(text);
        return json != null && json.get(HTTP) instanceof ObjectNode http
                ? DEFAULTS.with(http, "default")
                : DEFAULTS;
    }

    /** This policy of a topic, as a subscription changes it. */
    DeliveryPolicy ofSubscription(@Nullable String text) {
        ObjectNode json = text == null || disableSubscriptionOverrides ? null : Json.object(text);
        return json == null ? this : with(json, "");
    }

    private DeliveryPolicy with(ObjectNode json, String prefix) {
        Retries changed = retries;
        if (json.get(member(prefix, RETRY)) instanceof ObjectNode retry) {
            changed = retries(retry);
        }
        JsonNode receives = json.path(member(prefix, THROTTLE)).path(RECEIVES);
        JsonNode header = json.path(member(prefix, REQUEST)).path(HEADER);
        return new DeliveryPolicy(
                changed,
                json.path(OVERRIDES).asBoolean(disableSubscriptionOverrides),
                receives.isNumber() ? Integer.valueOf(receives.intValue()) : maxReceivesPerSecond,
                header.isTextual() ? header.textValue() : contentType);
    }

    private static String member(String prefix, String name) {
        return prefix.isEmpty()
                ? name
                : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Retries retries(ObjectNode json) {
        Retries d = Retries.DEFAULTS;
        Growth function = growth(json.path("backoffFunction").asText());
        return new Retries(
                json.path("minDelayTarget").asInt(d.minDelayTarget),
                json.path("maxDelayTarget").asInt(d.maxDelayTarget),
                json.path("numRetries").asInt(d.numRetries),
                json.path("numMaxDelayRetries").asInt(0),
                json.path("numNoDelayRetries").asInt(0),
                json.path("numMinDelayRetries").asInt(0),
                function == null ? d.backoffFunction : function);
    }

    // As callers set it.

    /**
     * A topic's policy as it is kept and told: without members that are null, and with the one that
     * AWS always shows.
     *
     * @throws AwsException InvalidParameter
     */
    static String checkedOfTopic(String text) {
        ObjectNode json = Json.object(text);
        if (json == null || !(json.get(HTTP) instanceof ObjectNode http)) {
            throw invalid("must be a JSON object with the member http");
        }
        check(http, "default", true);
        ObjectNode kept = withoutNulls(http);
        if (!kept.has(OVERRIDES)) {
            kept.put(OVERRIDES, false);
        }
        ObjectNode topic = Json.object();
        topic.set(HTTP, kept);
        return Json.write(topic);
    }

    /**
     * @throws AwsException InvalidParameter
     */
    static String checkedOfSubscription(String text) {
        ObjectNode json = Json.object(text);
        if (json == null) {
            throw invalid("must be a JSON object");
        }
        check(json, "", false);
        return Json.write(withoutNulls(json));
    }

    private static ObjectNode withoutNulls(ObjectNode json) {
        ObjectNode kept = Json.object();
        json.properties()
                .forEach(member -> {
                    if (!member.getValue().isNull()) {
                        kept.set(member.getKey(), member.getValue());
                    }
                });
        return kept;
    }

    private static void check(ObjectNode json, String prefix, boolean topic) {
        List<String> known =
                List.of(
                        member(prefix, RETRY),
                        member(prefix, "sicklyRetryPolicy"),
                        member(prefix, THROTTLE),
                        member(prefix, REQUEST),
                        topic ? OVERRIDES : "guaranteed");
        json.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw invalid("unknown member " + name);
                    }
                });
        JsonNode retry = json.path(member(prefix, RETRY));
        if (retry instanceof ObjectNode object) {
            checkRetries(object);
        } else if (!retry.isMissingNode() && !retry.isNull()) {
            throw invalid(member(prefix, RETRY) + " must be an object");
        }
        JsonNode receives = json.path(member(prefix, THROTTLE)).path(RECEIVES);
        if (!receives.isMissingNode()
                && !receives.isNull()
                && (!receives.isIntegralNumber() || receives.intValue() < 1)) {
            throw invalid(RECEIVES + " must be greater than or equal to 1");
        }
        JsonNode header = json.path(member(prefix, REQUEST)).path(HEADER);
        if (header.isTextual() && !CONTENT_TYPES.contains(header.textValue().split(";", 2)[0])) {
            throw invalid("invalid " + HEADER + ": " + header.textValue());
        }
    }

    private static void checkRetries(ObjectNode json) {
        json.properties()
                .forEach(member -> {
                    boolean function = member.getKey().equals("backoffFunction");
                    JsonNode value = member.getValue();
                    if (!Retries.DEFAULTS.json().has(member.getKey())
                            || (function
                                    ? growth(value.asText()) == null
                                    : !value.isIntegralNumber() || value.intValue() < 0)) {
                        throw invalid(member.getKey());
                    }
                });
        Retries retries = retries(json);
        if (retries.minDelayTarget < 1 || retries.minDelayTarget > retries.maxDelayTarget) {
            throw invalid("minDelayTarget must be between 1 and maxDelayTarget");
        }
        if (retries.maxDelayTarget > LONGEST_DELAY) {
            throw invalid("maxDelayTarget must be less than or equal to " + LONGEST_DELAY);
        }
        if (retries.numRetries > MOST_RETRIES) {
            throw invalid("numRetries must be less than or equal to " + MOST_RETRIES);
        }
        if (retries.numBackoffRetries() < 0) {
            throw invalid(
                    "numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries must not sum up"
                            + " to more than numRetries");
        }
        RetryPolicy policy = DEFAULTS.with(retries).retryPolicy();
        Duration total = Duration.ZERO;
        for (int retry = 1; retry <= retries.numRetries; retry++) {
            total = total.plus(policy.delay(retry));
        }
        if (total.toSeconds() > LONGEST_DELAY) {
            throw invalid("the delays must not sum up to more than " + LONGEST_DELAY + " seconds");
        }
    }

    private DeliveryPolicy with(Retries changed) {
        return new DeliveryPolicy(
                changed, disableSubscriptionOverrides, maxReceivesPerSecond, contentType);
    }

    private static AwsException invalid(String reason) {
        return SnsErrors.invalidParameter("DeliveryPolicy", reason);
    }

    // As AWS tells what counts.

    String effectiveOfTopic() {
        ObjectNode http = Json.object();
        http.set("defaultHealthyRetryPolicy", retries.json());
        http.put(OVERRIDES, disableSubscriptionOverrides);
        if (maxReceivesPerSecond != null) {
            http.set("defaultThrottlePolicy", Json.object().put(RECEIVES, maxReceivesPerSecond));
        }
        http.set("defaultRequestPolicy", Json.object().put(HEADER, contentType));
        ObjectNode json = Json.object();
        json.set(HTTP, http);
        return Json.write(json);
    }

    String effectiveOfSubscription() {
        ObjectNode json = Json.object();
        json.set(RETRY, retries.json());
        json.putNull("sicklyRetryPolicy");
        if (maxReceivesPerSecond == null) {
            json.putNull(THROTTLE);
        } else {
            json.set(THROTTLE, Json.object().put(RECEIVES, maxReceivesPerSecond));
        }
        json.set(REQUEST, Json.object().put(HEADER, contentType));
        json.put("guaranteed", false);
        return Json.write(json);
    }
}
