package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a topic wraps around a message, for subscribers that did not ask for raw delivery.
 *
 * @param subscribeUrl confirms the subscription when it is asked for; only in a confirmation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Notification(
        @JsonProperty("Type") String type,
        @JsonProperty("MessageId") String messageId,
        @JsonProperty("Message") String message,
        @JsonProperty("SubscribeURL") @Nullable String subscribeUrl) {

    Notification {
        if (type == null || messageId == null || message == null) {
            throw new IllegalArgumentException("not a notification");
        }
    }

    boolean isConfirmation() {
        return type.equals("SubscriptionConfirmation");
    }

    Release release() throws Json.Unreadable {
        return Json.read(message, Release.class);
    }
}
