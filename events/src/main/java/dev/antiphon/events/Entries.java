package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** What the entries of PutEvents must be. */
final class Entries {
    /** All entries of a call together are smaller. */
    private static final int TOO_LARGE = 1 << 20;

    private static final int SIZE_OF_TIME = 14;

    private Entries() {}

    /**
     * @throws dev.antiphon.api.AwsException ValidationException
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">Sending
     *     events with PutEvents: calculating the size of entries</a>
     */
    static void checkSize(List<PutEventsRequestEntry> entries) {
        long size = 0;
        for (PutEventsRequestEntry entry : entries) {
            size += entry.time() == null ? 0 : SIZE_OF_TIME;
            size += size(entry.source()) + size(entry.detailType()) + size(entry.detail());
            for (String resource : entry.resources()) {
                size += size(resource);
            }
        }
        if (size >= TOO_LARGE) {
            throw EventsErrors.validation(
                    "Total size of the entries in the request is over the limit.");
        }
    }

    private static long size(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        // Only a large entry is worth counting exactly.
        return text.length() < 1_000 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What is wrong with an entry but for its detail, or null. */
    static @Nullable PutEventsResultEntry refusal(PutEventsRequestEntry entry) {
        if (missing(entry.source())) {
            return required("Source");
        }
        if (missing(entry.detailType())) {
            return required("DetailType");
        }
        if (missing(entry.detail())) {
            return required("Detail");
        }
        if (entry.source().startsWith("aws.")) {
            return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return null;
    }

    private static boolean missing(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static PutEventsResultEntry required(String parameter) {
        return failed(
                "InvalidArgument",
                "Parameter "
                        + parameter
                        + " is not valid. Reason: "
                        + parameter
                        + " is a required argument.");
    }

    static PutEventsResultEntry malformed() {
        return failed("MalformedDetail", "Detail is malformed.");
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
    }

    /** The detail of an entry, or null if it is not an object. */
    static @Nullable JsonNode detail(PutEventsRequestEntry entry) {
        JsonNode detail = Json.parse(entry.detail());
        return detail != null && detail.isObject() ? detail : null;
    }

    static Event event(Tx tx, PutEventsRequestEntry entry, JsonNode detail, Caller caller) {
        return Event.of(
                tx.ids().uuid().toString(),
                new Event.Parts(
                        entry.detailType(),
                        entry.source(),
                        caller.account(),
                        entry.time() == null ? tx.now() : entry.time(),
                        caller.region(),
                        entry.resources(),
                        detail),
                tx.now(),
                entry.traceHeader() == null ? caller.traceHeader() : entry.traceHeader());
    }
}
