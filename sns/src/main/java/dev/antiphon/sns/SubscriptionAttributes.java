package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Arn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a subscription.
 *
 * @param set what was set, checked, by AWS's names of it
 */
record SubscriptionAttributes(Map<String, String> set) {
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    static final String FILTER_POLICY = "FilterPolicy";
    static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
    static final String RAW_MESSAGE_DELIVERY = "RawMessageDelivery";
    static final String REDRIVE_POLICY = "RedrivePolicy";
    static final String REPLAY_POLICY = "ReplayPolicy";
    static final String SUBSCRIPTION_ROLE_ARN = "SubscriptionRoleArn";

    private static final String DEAD_LETTER_TARGET = "deadLetterTargetArn";

    private static final List<String> NAMES =
            List.of(
                    DELIVERY_POLICY,
                    FILTER_POLICY,
                    FILTER_POLICY_SCOPE,
                    RAW_MESSAGE_DELIVERY,
                    REDRIVE_POLICY,
                    REPLAY_POLICY,
                    SUBSCRIPTION_ROLE_ARN);

    SubscriptionAttributes {
        set = Collections.unmodifiableMap(new TreeMap<>(set));
    }

    static SubscriptionAttributes none() {
        return new SubscriptionAttributes(Map.of());
    }

    static boolean known(String name) {
        return NAMES.contains(name);
    }

    @Nullable String get(String name) {
        return set.get(name);
    }

    /** What counts where nothing is set. */
    String effective(String name) {
        String byDefault =
                switch (name) {
                    case RAW_MESSAGE_DELIVERY -> "false";
                    case FILTER_POLICY_SCOPE -> FilterPolicy.Scope.MESSAGE_ATTRIBUTES.toString();
                    default -> "";
                };
        return set.getOrDefault(name, byDefault);
    }

    boolean raw() {
        return "true".equals(set.get(RAW_MESSAGE_DELIVERY));
    }

    FilterPolicy.Scope scope() {
        return FilterPolicy.Scope.of(effective(FILTER_POLICY_SCOPE));
    }

    @Nullable FilterPolicy filterPolicy() {
        String policy = set.get(FILTER_POLICY);
        return policy == null ? null : new FilterPolicy(policy, scope());
    }

    /** The ARN of the dead-letter queue, or null. */
    @Nullable String deadLetterQueue() {
        String policy = set.get(REDRIVE_POLICY);
        ObjectNode json = policy == null ? null : Json.object(policy);
        return json == null ? null : json.path(DEAD_LETTER_TARGET).asText();
    }

    @Nullable ReplayPolicy replayPolicy() {
        String policy = set.get(REPLAY_POLICY);
        return policy == null ? null : ReplayPolicy.of(policy);
    }

    /**
     * The attributes of a new subscription.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static SubscriptionAttributes create(
            Map<String, String> named, Protocol protocol, TopicArn topic) {
        SubscriptionAttributes attributes = none();
        // The scope first: what a policy may be depends on it.
        Map<String, String> sorted = new TreeMap<>(Collections.reverseOrder());
        sorted.putAll(named);
        String scope = sorted.remove(FILTER_POLICY_SCOPE);
        if (scope != null) {
            attributes =
                    attributes.with(
                            FILTER_POLICY_SCOPE, scope, "Attributes Reason: ", protocol, topic);
        }
        for (Map.Entry<String, String> each : sorted.entrySet()) {
            if (!known(each.getKey())) {
                throw SnsErrors.invalidParameter(
                        "Attributes", "Unknown attribute " + each.getKey());
            }
            attributes =
                    attributes.with(
                            each.getKey(), each.getValue(), "Attributes Reason: ", protocol, topic);
        }
        if (protocol == Protocol.FIREHOSE && attributes.get(SUBSCRIPTION_ROLE_ARN) == null) {
            throw SnsErrors.invalidParameter("Attributes", "The SubscriptionRoleArn is required");
        }
        return attributes;
    }

    /**
     * The same after one was set.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    SubscriptionAttributes with(String name, String value, Protocol protocol, TopicArn topic) {
        if (!known(name)) {
            throw SnsErrors.invalidParameter("AttributeName");
        }
        return with(name, value, "", protocol, topic);
    }

    /**
     * @param place what AWS puts before its complaint
     */
    private SubscriptionAttributes with(
            String name, String value, String place, Protocol protocol, TopicArn topic) {
        String kept =
                switch (name) {
                    case DELIVERY_POLICY ->
                            value.isEmpty() ? null : DeliveryPolicy.checkedOfSubscription(value);
                    case FILTER_POLICY -> FilterPolicy.checked(value, scope(), place);
                    case FILTER_POLICY_SCOPE -> scope(value, place);
                    case RAW_MESSAGE_DELIVERY -> raw(value, place, protocol);
                    case REDRIVE_POLICY -> redrivePolicy(value, place, topic);
                    case REPLAY_POLICY -> ReplayPolicy.checked(value, place, topic);
                    default -> value.isEmpty() ? null : value;
                };
        Map<String, String> changed = new TreeMap<>(set);
        if (kept == null) {
            changed.remove(name);
        } else {
            changed.put(name, kept);
        }
        return new SubscriptionAttributes(changed);
    }

    private String scope(String value, String place) {
        FilterPolicy.Scope scope = FilterPolicy.Scope.find(value);
        if (scope == null) {
            throw SnsErrors.invalidParameter(
                    place
                            + FILTER_POLICY_SCOPE
                            + ": Invalid value ["
                            + value
                            + "]. Please use either MessageBody or MessageAttributes");
        }
        FilterPolicy policy = filterPolicy();
        if (policy != null) {
            FilterPolicy.checked(policy.text(), scope, place);
        }
        return value;
    }

    private static String raw(String value, String place, Protocol protocol) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw SnsErrors.invalidParameter(
                    place
                            + RAW_MESSAGE_DELIVERY
                            + ": Invalid value ["
                            + value
                            + "]. Must be true or false.");
        }
        boolean raw = Boolean.parseBoolean(value);
        if (raw && !protocol.takesRawMessages()) {
            throw SnsErrors.invalidParameter(
                    place
                            + "RawMessageDelivery: Raw message delivery is not supported for the"
                            + " protocol "
                            + protocol);
        }
        return Boolean.toString(raw);
    }

    private static @Nullable String redrivePolicy(String value, String place, TopicArn topic) {
        if (value.isEmpty()) {
            return null;
        }
        ObjectNode json = Json.object(value);
        if (json == null) {
            throw SnsErrors.invalidParameter(place + "RedrivePolicy: failed to parse JSON.");
        }
        if (json.isEmpty()) {
            return null;
        }
        try {
            Arn queue = Arn.parse(json.path(DEAD_LETTER_TARGET).asText());
            if (queue.service().equals("sqs")
                    && queue.account().equals(topic.account())
                    && queue.region().equals(topic.region())
                    && json.size() == 1) {
                return Json.write(json);
            }
        } catch (IllegalArgumentException e) {
            // Answered below like the ARN of something else.
        }
        throw SnsErrors.invalidParameter(
                place + "RedrivePolicy: deadLetterTargetArn is an invalid arn");
    }
}
