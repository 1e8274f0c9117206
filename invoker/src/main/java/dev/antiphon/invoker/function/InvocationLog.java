package dev.antiphon.invoker.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.delivery.FunctionSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log of an invocation: what the function wrote, between the lines of the platform
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html).
 */
final class InvocationLog {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN");

    private final FunctionSpec spec;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(256);

    InvocationLog(FunctionSpec spec) {
        this.spec = spec;
    }

    /**
     * What an invocation took.
     *
     * @param nanos from its beginning to its end
     * @param initNanos of the process's start, where this is its first invocation, or 0
     * @param memory in bytes, at most
     * @param status {@code success}, {@code error} or {@code timeout}
     * @param error kind of the error, or null
     */
    record Report(long nanos, long initNanos, long memory, String status, @Nullable String error) {}

    void output(byte[] bytes) {
        if (bytes.length > 0) {
            text.writeBytes(bytes);
            if (bytes[bytes.length - 1] != '\n') {
                text.write('\n');
            }
        }
    }

    /** A line of the platform's own, in the same words whatever the format. */
    void line(String line) {
        text.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void start(String requestId, Instant at) {
        if (!spec.logging().json()) {
            line("START RequestId: " + requestId + " Version: " + spec.version());
        } else if (tells("INFO")) {
            event(
                    "platform.start",
                    at,
                    json -> {
                        json.writeStringField("requestId", requestId);
                        json.writeStringField("version", spec.version());
                    });
        }
    }

    /**
     * A start that came to nothing. One that succeeds is told with its first invocation.
     *
     * @param phase {@code init}, or {@code invoke} where it was in the time of an invocation
     * @param error kind of the error, or null
     */
    void init(String phase, long nanos, String status, @Nullable String error) {
        if (!spec.logging().json()) {
            line(
                    "INIT_REPORT Init Duration: "
                            + millis(nanos)
                            + " ms\tPhase: "
                            + phase
                            + "\tStatus: "
                            + status
                            + (error == null ? "" : "\tError Type: " + error));
        } else if (tells("INFO")) {
            event(
                    "platform.initReport",
                    Instant.now(),
                    json -> {
                        json.writeStringField("initializationType", "on-demand");
                        json.writeStringField("phase", phase);
                        json.writeStringField("status", status);
                        if (error != null) {
                            json.writeStringField("errorType", error);
                        }
                        json.writeObjectFieldStart("metrics");
                        json.writeFieldName("durationMs");
                        json.writeNumber(millis(nanos));
                        json.writeEndObject();
                    });
        }
    }

    void timedOut(String requestId, Instant at) {
        if (!spec.logging().json()) {
            line(
                    TIME.format(at)
                            + " "
                            + requestId
                            + " "
                            + Failure.timeoutText(spec.timeout())
                            + "\n");
        }
    }

    void end(String requestId, Instant at, Report report) {
        if (spec.logging().json()) {
            if (tells("INFO")) {
                event("platform.report", at, json -> record(json, requestId, report));
            }
            return;
        }
        line("END RequestId: " + requestId);
        line(text(requestId, report));
    }

    private String text(String requestId, Report report) {
        StringBuilder line = new StringBuilder(200);
        line.append("REPORT RequestId: ").append(requestId);
        line.append("\tDuration: ").append(millis(report.nanos())).append(" ms");
        line.append("\tBilled Duration: ").append(billed(report)).append(" ms");
        line.append("\tMemory Size: ").append(spec.memory()).append(" MB");
        line.append("\tMax Memory Used: ").append(megabytes(report)).append(" MB\t");
        if (report.initNanos() > 0) {
            line.append("Init Duration: ").append(millis(report.initNanos())).append(" ms\t");
        }
        if (!report.status().equals("success")) {
            line.append("Status: ").append(report.status());
            if (report.error() != null) {
                line.append("\tError Type: ").append(report.error());
            }
        }
        return line.toString();
    }

    private void record(JsonGenerator json, String requestId, Report report) throws IOException {
        json.writeStringField("requestId", requestId);
        json.writeObjectFieldStart("metrics");
        json.writeFieldName("durationMs");
        json.writeNumber(millis(report.nanos()));
        json.writeNumberField("billedDurationMs", billed(report));
        json.writeNumberField("memorySizeMB", spec.memory());
        json.writeNumberField("maxMemoryUsedMB", megabytes(report));
        if (report.initNanos() > 0) {
            json.writeFieldName("initDurationMs");
            json.writeNumber(millis(report.initNanos()));
        }
        json.writeEndObject();
        json.writeStringField("status", report.status());
        if (report.error() != null) {
            json.writeStringField("errorType", report.error());
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private void event(String type, Instant at, Fields record) {
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("time", TIME.format(at));
            json.writeStringField("type", type);
            json.writeObjectFieldStart("record");
            record.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.write('\n');
    }

    private boolean tells(String level) {
        String least = spec.logging().systemLevel();
        return least == null || LEVELS.indexOf(level) >= LEVELS.indexOf(least);
    }

    private static String millis(long nanos) {
        long hundredths = Math.max((nanos + 5_000) / 10_000, 1);
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /** The start counts as well (since August 2025). */
    private static long billed(Report report) {
        return (report.nanos() + report.initNanos() + 999_999) / 1_000_000;
    }

    private long megabytes(Report report) {
        return Math.min(Math.max(report.memory() >> 20, 1), spec.memory());
    }

    byte[] bytes() {
        return text.toByteArray();
    }
}
