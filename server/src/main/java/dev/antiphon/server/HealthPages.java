package dev.antiphon.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.wire.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether the server can do its work, for load balancers and for the tools that wait for an
 * emulator of AWS before they begin.
 */
final class HealthPages {
    private final List<String> services;
    private final BooleanSupplier writable;

    /**
     * @param writable whether the storage takes changes at present
     */
    HealthPages(List<String> services, BooleanSupplier writable) {
        this.services = services;
        this.writable = writable;
    }

    /** {@code /_antiphon/health}: 200 while changes are accepted, 503 while only reads are. */
    HttpAnswer antiphon() {
        boolean ok = writable.getAsBoolean();
        return JsonAnswer.of(
                ok ? 200 : 503,
                json -> {
                    json.writeStringField("status", ok ? "ok" : "read-only");
                    json.writeStringField("version", Version.current());
                    services(json, ok);
                });
    }

    /** {@code /_localstack/health}: the shape that those tools read. */
    HttpAnswer localstack() {
        return JsonAnswer.of(
                200,
                json -> {
                    services(json, writable.getAsBoolean());
                    json.writeStringField("edition", "antiphon");
                    json.writeStringField("version", Version.current());
                });
    }

    private void services(JsonGenerator json, boolean ok) throws IOException {
        json.writeObjectFieldStart("services");
        for (String service : services) {
            json.writeStringField(service, ok ? "running" : "error");
        }
        json.writeEndObject();
    }
}
