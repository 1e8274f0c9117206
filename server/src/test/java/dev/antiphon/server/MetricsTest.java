package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.service.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void requests_are_counted_with_their_latencies() {
        OperationMeter send = metrics.operation("sqs", "SendMessage");
        send.succeeded(Duration.ofMillis(3).toNanos());
        send.succeeded(Duration.ofMillis(5).toNanos());

        assertThat(metrics.scrape(List.of()))
                .contains(
                        "antiphon_requests_seconds_count{operation=\"SendMessage\",service=\"sqs\"} 2")
                .contains(
                        "antiphon_requests_seconds_sum{operation=\"SendMessage\",service=\"sqs\"} 0.008")
                .contains(
                        "antiphon_requests_seconds_bucket{operation=\"SendMessage\",service=\"sqs\",le=\"0.004\"} 1");
    }

    @Test
    void what_partitions_know_of_their_own_is_added_up() {
        SortedMap<String, String> one = new TreeMap<>(Map.of("queue", "a"));
        List<Gauge> gauges =
                List.of(
                        new Gauge("antiphon.sns.topics", "Topics", new TreeMap<>(), 2),
                        new Gauge("antiphon.sns.topics", "Topics", new TreeMap<>(), 3),
                        new Gauge("antiphon.sqs.messages", "Messages", one, 4));

        assertThat(metrics.scrape(gauges))
                .contains("antiphon_sns_topics 5")
                .contains("antiphon_sqs_messages{queue=\"a\"} 4");
        assertThat(metrics.scrape(gauges)).contains("antiphon_sns_topics 5");
    }

    @Test
    void errors_are_counted_by_code_and_are_requests_too() {
        OperationMeter send = metrics.operation("sqs", "SendMessage");
        send.failed(1000, AwsException.sender("QueueDoesNotExist", "no such queue"));
        send.failed(1000, new IllegalStateException("a bug"));

        assertThat(metrics.scrape(List.of()))
                .contains(
                        "antiphon_errors_total{code=\"QueueDoesNotExist\",operation=\"SendMessage\",service=\"sqs\"} 1")
                .contains(
                        "antiphon_errors_total{code=\"InternalFailure\",operation=\"SendMessage\",service=\"sqs\"} 1")
                .contains(
                        "antiphon_requests_seconds_count{operation=\"SendMessage\",service=\"sqs\"} 2");
    }

    @Test
    void a_flood_of_codes_does_not_become_a_flood_of_series() {
        OperationMeter send = metrics.operation("sqs", "SendMessage");
        for (int i = 0; i < 1_000; i++) {
            send.failed(1000, AwsException.sender("Code" + i, "text"));
        }

        assertThat(
                        metrics.scrape(List.of())
                                .lines()
                                .filter(line -> line.startsWith("antiphon_errors_total")))
                .hasSizeLessThan(70)
                .anyMatch(line -> line.contains("code=\"Other\""));
    }

    @Test
    void an_operation_has_one_meter() {
        assertThat(metrics.operation("sqs", "SendMessage"))
                .isSameAs(metrics.operation("sqs", "SendMessage"));
    }

    @Test
    void commits_are_measured_apart_by_whether_they_waited_for_the_disk() {
        metrics.committed(2, 30, 4_000, true, Duration.ofMillis(1));
        metrics.committed(1, 1, 100, false, Duration.ofNanos(20_000));
        metrics.commitFailed();

        assertThat(metrics.scrape(List.of()))
                .contains("antiphon_commit_seconds_count{durability=\"synced\"} 1")
                .contains("antiphon_commit_seconds_sum{durability=\"synced\"} 0.001")
                .contains("antiphon_commit_seconds_count{durability=\"journaled\"} 1")
                .contains("antiphon_commit_batches_sum 3")
                .contains("antiphon_commit_rows_sum 31")
                .contains("antiphon_commit_logged_bytes_total 4100")
                .contains("antiphon_commit_failures_total 1");
    }

    @Test
    void a_gauge_shows_the_figure_of_the_moment() {
        AtomicInteger depth = new AtomicInteger(3);
        metrics.gauge("antiphon.test.depth", "A depth", depth, AtomicInteger::get, "queue", "a");

        assertThat(metrics.scrape(List.of())).contains("antiphon_test_depth{queue=\"a\"} 3");
        depth.set(4);
        assertThat(metrics.scrape(List.of())).contains("antiphon_test_depth{queue=\"a\"} 4");
    }

    @Test
    void figures_of_services_are_those_of_the_moment_and_gone_when_nobody_gives_them_any_more() {
        SortedMap<String, String> one = new TreeMap<>(Map.of("queue", "one"));
        SortedMap<String, String> two = new TreeMap<>(Map.of("queue", "two"));

        assertThat(
                        metrics.scrape(
                                List.of(
                                        new Gauge("antiphon.test.depth", "A depth", one, 1),
                                        new Gauge("antiphon.test.depth", "A depth", two, 2))))
                .contains(
                        "antiphon_test_depth{queue=\"one\"} 1",
                        "antiphon_test_depth{queue=\"two\"} 2");
        assertThat(metrics.scrape(List.of(new Gauge("antiphon.test.depth", "A depth", two, 3))))
                .contains("antiphon_test_depth{queue=\"two\"} 3")
                .doesNotContain("queue=\"one\"");
        assertThat(metrics.scrape(List.of())).doesNotContain("antiphon_test_depth{");
    }
}
