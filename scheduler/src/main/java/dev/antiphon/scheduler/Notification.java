package dev.antiphon.scheduler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What a target gets whose schedule has no Input: an event that tells of the schedule. */
final class Notification {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Notification() {}

    static String of(Invocation invocation) {
        ScheduleArn schedule = invocation.schedule().arn();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("version", "0");
            json.writeStringField("id", invocation.notificationId().toString());
            json.writeStringField("detail-type", "Scheduled Event");
            json.writeStringField("source", "aws.scheduler");
            json.writeStringField("account", schedule.account());
            json.writeStringField("time", invocation.scheduled().toString());
            json.writeStringField("region", schedule.region());
            json.writeArrayFieldStart("resources");
            json.writeString(schedule.toString());
            json.writeEndArray();
            json.writeStringField("detail", "{}"); // a text, as at AWS
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string", e);
        }
        return text.toString();
    }
}
