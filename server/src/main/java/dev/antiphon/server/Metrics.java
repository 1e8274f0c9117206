package dev.antiphon.server;

import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.EngineMeters;
import dev.antiphon.engine.Partition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;

/**
 * What the server counts and measures, for Prometheus. Meters are made once and kept by those who
 * use them, for looking one up by its tags costs more than many a call.
 */
final class Metrics implements EngineMeters {
    /** From a read of memory to the longest long poll. */
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(4),
        Duration.ofMillis(8),
        Duration.ofMillis(16),
        Duration.ofMillis(32),
        Duration.ofMillis(64),
        Duration.ofMillis(128),
        Duration.ofMillis(256),
        Duration.ofMillis(512),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(21),
    };

    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000};

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentMap<String, OperationMeter> operations = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MultiGauge> shown = new ConcurrentHashMap<>();
    private final Timer synced = commits("synced");
    private final Timer journaled = commits("journaled");
    private final Counter failedCommits =
            Counter.builder("antiphon.commit.failures")
                    .description("Commits that the storage did not take")
                    .register(registry);
    private final DistributionSummary batches =
            sizes("antiphon.commit.batches", "Batches of partitions that one commit merged");
    private final DistributionSummary rows =
            sizes("antiphon.commit.rows", "Rows that one commit wrote or removed");
    private final Counter bytes =
            Counter.builder("antiphon.commit.logged")
                    .baseUnit("bytes")
                    .description("Bytes that commits took in the log")
                    .register(registry);

    private final Map<Finding, Counter> findings = findings();

    private Timer commits(String durability) {
        return Timer.builder("antiphon.commit")
                .description("Time of a commit; a synced one has waited for the disk")
                .tag("durability", durability)
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private DistributionSummary sizes(String name, String text) {
        return DistributionSummary.builder(name)
                .description(text)
                .serviceLevelObjectives(SIZES)
                .register(registry);
    }

    /** The meter of an operation; always the same one. */
    OperationMeter operation(String service, String operation) {
        return operations.computeIfAbsent(
                service + ":" + operation,
                _ -> new OperationMeter(registry, service, operation, LATENCIES));
    }

    private Map<Finding, Counter> findings() {
        Map<Finding, Counter> counters = new EnumMap<>(Finding.class);
        for (Finding finding : Finding.values()) {
            counters.put(
                    finding,
                    Counter.builder("antiphon.idempotency")
                            .description("Events and records by what was found by their keys")
                            .tag("finding", finding.shown())
                            .register(registry));
        }
        return counters;
    }

    /** What was found of an event or record by its idempotency key. */
    void found(Finding finding) {
        Counter counter = findings.get(finding);
        if (counter != null) {
            counter.increment();
        }
    }

    Counter answers(String status) {
        return Counter.builder("antiphon.http.answers")
                .description("Answers by the class of their HTTP status")
                .tag("status", status)
                .register(registry);
    }

    /** Shows a figure that is read when somebody asks. */
    <T> void gauge(String name, String text, T source, ToDoubleFunction<T> value, String... tags) {
        Gauge.builder(name, source, value)
                .description(text)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** Shows how many calls wait for each partition, and whether the storage takes changes. */
    void follow(Engine engine) {
        for (Partition partition : engine.partitions()) {
            gauge(
                    "antiphon.mailbox.calls",
                    "Calls that wait for a partition",
                    partition,
                    Partition::queuedCalls,
                    "partition",
                    String.valueOf(partition.index()));
        }
        gauge(
                "antiphon.storage.writable",
                "1 while the storage takes changes, 0 while it refuses them",
                engine.committer(),
                committer -> committer.writable() ? 1 : 0);
    }

    @Override
    public void committed(
            int merged, int changes, long logged, boolean waitedForDisk, Duration took) {
        (waitedForDisk ? synced : journaled).record(took);
        batches.record(merged);
        rows.record(changes);
        bytes.increment((double) logged);
    }

    @Override
    public void commitFailed() {
        failedCommits.increment();
    }

    /**
     * All of it in Prometheus's text format.
     *
     * @param gauges figures of the moment, those of one name and the same labels to be added up;
     *     those of the last time are forgotten
     */
    String scrape(List<dev.antiphon.service.Gauge> gauges) {
        Map<String, Map<Tags, Double>> figures = new LinkedHashMap<>();
        for (var gauge : gauges) {
            // Each partition knows of its own only.
            figures.computeIfAbsent(gauge.name(), _ -> new LinkedHashMap<>())
                    .merge(tags(gauge.labels()), gauge.value(), Double::sum);
            shown.computeIfAbsent(
                    gauge.name(),
                    name -> MultiGauge.builder(name).description(gauge.text()).register(registry));
        }
        synchronized (registry) {
            shown.forEach(
                    (name, of) -> of.register(rows(figures.getOrDefault(name, Map.of())), true));
            return registry.scrape();
        }
    }

    private static List<MultiGauge.Row<?>> rows(Map<Tags, Double> figures) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        figures.forEach((tags, value) -> rows.add(MultiGauge.Row.of(tags, value)));
        return rows;
    }

    private static Tags tags(Map<String, String> labels) {
        return Tags.of(
                labels.entrySet().stream()
                        .map(label -> Tag.of(label.getKey(), label.getValue()))
                        .toList());
    }
}
