package dev.antiphon.scheduler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.scheduler.model.EventBridgeParameters;

/** The events that a schedule makes, as JSON. */
final class ScheduledEvent {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ScheduledEvent() {}

    /** What a target gets whose schedule has no Input. Its detail is a text, as at AWS. */
    static String notification(Invocation invocation) {
        return event(
                invocation,
                "aws.scheduler",
                "Scheduled Event",
                invocation.scheduled().toString(),
                json -> json.writeStringField("detail", "{}"));
    }

    /** The event that is put on a bus. */
    static String put(Invocation invocation, EventBridgeParameters parameters, String detail) {
        return event(
                invocation,
                parameters.source(),
                parameters.detailType(),
                invocation.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                json -> {
                    json.writeFieldName("detail");
                    json.writeRawValue(detail);
                });
    }

    private interface Detail {
        void write(JsonGenerator json) throws IOException;
    }

    private static String event(
            Invocation invocation, String source, String detailType, String time, Detail detail) {
        ScheduleArn schedule = invocation.schedule().arn();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("version", "0");
            json.writeStringField("id", invocation.eventId().toString());
            json.writeStringField("detail-type", detailType);
            json.writeStringField("source", source);
            json.writeStringField("account", schedule.account());
            json.writeStringField("time", time);
            json.writeStringField("region", schedule.region());
            json.writeArrayFieldStart("resources");
            json.writeString(schedule.toString());
            json.writeEndArray();
            detail.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string", e);
        }
        return text.toString();
    }
}
