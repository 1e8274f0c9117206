package dev.antiphon.sns;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a topic.
 *
 * @param set what was set, checked, by AWS's names of it
 */
record TopicAttributes(Map<String, String> set) {
    static final String ARCHIVE_POLICY = "ArchivePolicy";
    static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    static final String DISPLAY_NAME = "DisplayName";
    static final String FIFO_THROUGHPUT_SCOPE = "FifoThroughputScope";
    static final String FIFO_TOPIC = "FifoTopic";
    static final String KMS_MASTER_KEY_ID = "KmsMasterKeyId";
    static final String MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";
    static final String POLICY = "Policy";
    static final String SIGNATURE_VERSION = "SignatureVersion";
    static final String TRACING_CONFIG = "TracingConfig";

    /** Of a topic that says nothing about it. */
    static final int DEFAULT_MESSAGE_SIZE = 262_144;

    TopicAttributes {
        set = Collections.unmodifiableMap(new TreeMap<>(set));
    }

    static TopicAttributes none() {
        return new TopicAttributes(Map.of());
    }

    /** The same with one changed; null takes it back to what it is by default. */
    TopicAttributes with(String name, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(set);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new TopicAttributes(changed);
    }

    @Nullable String get(String name) {
        return set.get(name);
    }

    boolean contentBasedDeduplication() {
        return "true".equals(set.get(CONTENT_BASED_DEDUPLICATION));
    }

    /** Whether deduplication ids count within a message group rather than in the whole topic. */
    boolean deduplicatesByGroup() {
        return "MessageGroup".equals(set.get(FIFO_THROUGHPUT_SCOPE));
    }

    /** In bytes, attributes included; of a batch as well. */
    int maximumMessageSize() {
        String size = set.get(MAXIMUM_MESSAGE_SIZE);
        return size == null ? DEFAULT_MESSAGE_SIZE : Integer.parseInt(size);
    }

    String signatureVersion() {
        return set.getOrDefault(SIGNATURE_VERSION, "1");
    }

    DeliveryPolicy deliveryPolicy() {
        return DeliveryPolicy.ofTopic(set.get(DELIVERY_POLICY));
    }

    /** For how long messages are archived, or null if they are not. */
    @Nullable Duration archived() {
        String policy = set.get(ARCHIVE_POLICY);
        return policy == null ? null : ArchivePolicy.retention(policy);
    }
}
