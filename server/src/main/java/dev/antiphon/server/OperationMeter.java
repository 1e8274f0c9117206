package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Counts the calls of one operation, their latencies, and their errors by code. */
final class OperationMeter {
    /** Codes come from the services, so they are few; a bug must not make them many. */
    private static final int CODES = 64;

    private final MeterRegistry registry;
    private final String service;
    private final String operation;
    private final Timer calls;
    private final ConcurrentMap<String, Counter> errors = new ConcurrentHashMap<>();

    OperationMeter(MeterRegistry registry, String service, String operation, Duration[] latencies) {
        this.registry = registry;
        this.service = service;
        this.operation = operation;
        this.calls =
                Timer.builder("antiphon.requests")
                        .description("Time from a decoded request to its answer, failed ones too")
                        .tags("service", service, "operation", operation)
                        .serviceLevelObjectives(latencies)
                        .register(registry);
    }

    void succeeded(long nanos) {
        calls.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, Throwable error) {
        calls.record(nanos, TimeUnit.NANOSECONDS);
        String code = error instanceof AwsException known ? known.code() : "InternalFailure";
        if (errors.size() >= CODES && !errors.containsKey(code)) {
            code = "Other";
        }
        errors.computeIfAbsent(code, this::errors).increment();
    }

    private Counter errors(String code) {
        return Counter.builder("antiphon.errors")
                .description("Requests that were answered with an error")
                .tags("service", service, "operation", operation, "code", code)
                .register(registry);
    }
}
