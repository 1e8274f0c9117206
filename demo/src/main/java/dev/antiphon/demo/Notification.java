package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a topic wraps around a message, for subscribers that did not ask for raw delivery. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Notification(@JsonProperty("Message") String message) {

    Notification {
        if (message == null) {
            throw new IllegalArgumentException("not a notification");
        }
    }

    <T> T message(Class<T> type) throws Json.Unreadable {
        return Json.read(message, type);
    }
}
