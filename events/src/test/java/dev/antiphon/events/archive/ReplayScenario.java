package dev.antiphon.events.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.events.Json;
import dev.antiphon.events.Outpost;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;

/**
 * Publishers put events of two hours on a bus with an archive while replays of one of the hours
 * begin and some are cancelled. Events of the hour that is replayed are put before the first replay
 * begins, so that every replay that was started has to send all of them, exactly once: those that
 * were acknowledged for certain, and those whose fate is unknown either in the archive and in every
 * replay or in none.
 */
final class ReplayScenario implements Scenario {
    private static final Instant HOUR = Instant.parse("2026-01-01T10:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final int FILL = 230;
    private static final int MOST_REPLAYS = 2;

    private final Outpost outpost;
    private final Map<Pending<PutEventsResponse>, Boolean> puts = new LinkedHashMap<>();
    private final Map<Pending<StartReplayResponse>, String> starts = new LinkedHashMap<>();
    private final Map<Pending<CancelReplayResponse>, String> cancels = new LinkedHashMap<>();

    /** Acknowledged events of the hour that is replayed. */
    private final Set<String> inRange = new HashSet<>();

    /** Acknowledged events. */
    private final Set<String> all = new HashSet<>();

    private final Set<String> started = new HashSet<>();

    /** Their cancelling was asked for, whatever came of it. */
    private final Set<String> cancelled = new HashSet<>();

    private int replays;

    ReplayScenario(long seed) {
        outpost = new Outpost(seed, new EngineConfig(2, 1_000, 1 << 20, 1 << 20, 16));
        outpost.call(
                CreateArchiveRequest.builder()
                        .archiveName("a")
                        .eventSourceArn(Outpost.DEFAULT_BUS)
                        .build());
        outpost.rule("r", "{\"source\":[\"shop\"]}", outpost.queue("q"));
        for (int i = 0; i < FILL / 10; i++) {
            PutEventsResponse response = outpost.call(events(10, HOUR.plusSeconds(i * 60L)));
            response.entries().forEach(entry -> inRange.add(entry.eventId()));
        }
        all.addAll(inRange);
    }

    private static PutEventsRequest events(int count, Instant time) {
        List<PutEventsRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Outpost.event("shop", "{\"n\":" + i + "}").time(time).build());
        }
        return PutEventsRequest.builder().entries(entries).build();
    }

    @Override
    public TestNode node() {
        return outpost.node();
    }

    @Override
    public void act(RandomGenerator random) {
        int dice = random.nextInt(100);
        if (dice < 15) {
            Instant other = HOUR.plus(LENGTH).plusSeconds(random.nextLong(1, 3_600));
            puts.put(node().start(events(random.nextInt(1, 4), other)), true);
        } else if (dice < 20 && replays < MOST_REPLAYS) {
            String name = "replay-" + replays++;
            starts.put(
                    node().start(
                                    StartReplayRequest.builder()
                                            .replayName(name)
                                            .eventSourceArn(Outpost.PREFIX + "archive/a")
                                            .eventStartTime(HOUR)
                                            .eventEndTime(HOUR.plus(LENGTH))
                                            .destination(d -> d.arn(Outpost.DEFAULT_BUS))
                                            .build()),
                    name);
        } else if (dice < 22 && random.nextInt(3) == 0 && replays == MOST_REPLAYS) {
            String name = "replay-" + (MOST_REPLAYS - 1);
            cancelled.add(name);
            cancels.put(node().start(CancelReplayRequest.builder().replayName(name).build()), name);
        }
    }

    @Override
    public void restarted() {
        puts.clear();
        starts.clear();
        cancels.clear();
    }

    @Override
    public void check() {
        puts.keySet()
                .removeIf(put -> {
                    if (put.ended() && put.error() == null) {
                        put.value().entries().forEach(entry -> all.add(entry.eventId()));
                    }
                    return put.ended();
                });
        starts.entrySet()
                .removeIf(start -> {
                    if (start.getKey().ended() && start.getKey().error() == null) {
                        started.add(start.getValue());
                    }
                    return start.getKey().ended();
                });
        cancels.keySet().removeIf(Pending::ended);
    }

    @Override
    public void finish() {
        // The clock may stand behind times that timers were set for.
        node().advance(Duration.ofHours(1));
        check();
        Map<String, Map<String, Integer>> replayed = new HashMap<>();
        Map<String, Integer> live = new HashMap<>();
        for (String body : outpost.bodies("q")) {
            JsonNode event = Objects.requireNonNull(Json.parse(body));
            Map<String, Integer> of =
                    event.has("replay-name")
                            ? replayed.computeIfAbsent(
                                    event.path("replay-name").asText(), any -> new HashMap<>())
                            : live;
            of.merge(event.path("id").asText(), 1, Integer::sum);
        }
        assertThat(live.values()).as("each event came once").containsOnly(1);
        assertThat(live.keySet()).as("and none is missing").containsAll(all);
        DescribeArchiveResponse archive =
                outpost.call(DescribeArchiveRequest.builder().archiveName("a").build());
        assertThat(archive.eventCount()).as("what the archive holds").isEqualTo(live.size());
        for (String name : started) {
            check(name, replayed.getOrDefault(name, Map.of()));
        }
    }

    private void check(String name, Map<String, Integer> events) {
        DescribeReplayResponse replay =
                outpost.call(DescribeReplayRequest.builder().replayName(name).build());
        assertThat(inRange).containsAll(events.keySet());
        if (!events.isEmpty()) {
            assertThat(events.values()).as("each came once with " + name).containsOnly(1);
        }
        if (cancelled.contains(name)) {
            assertThat(replay.state()).isIn(ReplayState.CANCELLED, ReplayState.COMPLETED);
        } else {
            assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        }
        if (replay.state() == ReplayState.COMPLETED) {
            assertThat(events.keySet()).as("all came with " + name).isEqualTo(inRange);
        }
    }
}
