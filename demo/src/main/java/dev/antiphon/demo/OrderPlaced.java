package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The event as a target gets it that wants all of it.
 *
 * @param replay the name of the replay, null if it came when it happened
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderPlaced(
        String id,
        @JsonProperty("detail") Order order,
        @JsonProperty("replay-name") @Nullable String replay) {

    static final String SOURCE = "demo.partners";
    static final String DETAIL_TYPE = "OrderPlaced";

    OrderPlaced {
        if (id == null || order == null) {
            throw new IllegalArgumentException("not an event");
        }
    }
}
