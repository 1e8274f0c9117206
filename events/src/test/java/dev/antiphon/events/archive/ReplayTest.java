package dev.antiphon.events.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.events.Json;
import dev.antiphon.events.Outpost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.ListReplaysRequest;
import software.amazon.awssdk.services.eventbridge.model.ListReplaysResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;

class ReplayTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Outpost outpost = new Outpost();

    @BeforeEach
    void archive() {
        outpost.call(
                CreateArchiveRequest.builder()
                        .archiveName("a")
                        .eventSourceArn(Outpost.DEFAULT_BUS)
                        .build());
    }

    /** An event at ten and so many seconds; its id. */
    private String put(long seconds) {
        return outpost.put("shop", "{\"n\":" + seconds + "}", TEN.plusSeconds(seconds));
    }

    private static StartReplayRequest.Builder replay(String name, long from, long to) {
        return StartReplayRequest.builder()
                .replayName(name)
                .eventSourceArn(Outpost.PREFIX + "archive/a")
                .eventStartTime(TEN.plusSeconds(from))
                .eventEndTime(TEN.plusSeconds(to))
                .destination(d -> d.arn(Outpost.DEFAULT_BUS));
    }

    private DescribeReplayResponse described(String name) {
        return outpost.call(DescribeReplayRequest.builder().replayName(name).build());
    }

    private static String id(String body) {
        return Objects.requireNonNull(Json.parse(body)).path("id").asText();
    }

    private long archived() {
        DescribeArchiveResponse archive =
                outpost.call(DescribeArchiveRequest.builder().archiveName("a").build());
        return archive.eventCount();
    }

    @Test
    void the_events_between_two_times_come_again_with_their_ids_and_the_replays_name() {
        List<String> ids = new ArrayList<>();
        for (long seconds : new long[] {0, 30, 60, 90, 120}) {
            ids.add(put(seconds));
        }
        outpost.rule("r", SHOP, outpost.queue("late"));

        StartReplayResponse started = outpost.call(replay("again", 30, 90).build());
        assertThat(started.state()).isEqualTo(ReplayState.STARTING);
        assertThat(started.replayArn()).isEqualTo(Outpost.PREFIX + "replay/again");
        outpost.node().advance(Duration.ofSeconds(1));

        List<String> bodies = outpost.bodies("late");
        assertThat(bodies.stream().map(ReplayTest::id))
                .containsExactly(ids.get(1), ids.get(2), ids.get(3));
        assertThat(bodies)
                .allSatisfy(body -> assertThat(body).endsWith(",\"replay-name\":\"again\"}"));
        DescribeReplayResponse done = described("again");
        assertThat(done.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(done.eventLastReplayedTime()).isEqualTo(TEN.plusSeconds(90));
        assertThat(done.replayEndTime()).isNotNull();
        assertThat(archived()).as("replayed events are not archived again").isEqualTo(5);
    }

    @Test
    void only_the_rules_that_it_names_see_a_replay() {
        put(0);
        String one = outpost.rule("one", SHOP, outpost.queue("one"));
        outpost.rule("two", SHOP, outpost.queue("two"));

        outpost.call(
                replay("again", -1, 1)
                        .destination(d -> d.arn(Outpost.DEFAULT_BUS).filterArns(one))
                        .build());
        outpost.node().advance(Duration.ofSeconds(1));

        assertThat(outpost.bodies("one")).hasSize(1);
        assertThat(outpost.bodies("two")).isEmpty();
        assertThat(described("again").destination().filterArns()).containsExactly(one);
    }

    @Test
    void a_long_replay_goes_on_after_a_crash_and_can_be_watched() {
        for (int i = 0; i < 450; i++) {
            put(i);
        }
        outpost.rule("r", SHOP, outpost.queue("late"));
        outpost.call(replay("again", 0, 1_000).build());
        assertThat(described("again").state()).isEqualTo(ReplayState.RUNNING);
        Instant reached = described("again").eventLastReplayedTime();
        assertThat(reached).isBetween(TEN, TEN.plusSeconds(300));

        outpost.node().crashAndRestart();
        outpost.node().advance(Duration.ofMillis(10));
        assertThat(described("again").eventLastReplayedTime()).isAfter(reached);
        outpost.node().crashAndRestart();
        outpost.node().advance(Duration.ofSeconds(1));

        assertThat(described("again").state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(outpost.bodies("late").stream().map(ReplayTest::id))
                .hasSize(450)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_replay_that_is_cancelled_sends_no_more() {
        for (int i = 0; i < 450; i++) {
            put(i);
        }
        outpost.rule("r", SHOP, outpost.queue("late"));
        outpost.call(replay("again", 0, 1_000).build());

        CancelReplayResponse cancelled =
                outpost.call(CancelReplayRequest.builder().replayName("again").build());
        assertThat(cancelled.state()).isEqualTo(ReplayState.CANCELLING);
        outpost.node().advance(Duration.ofMinutes(1));

        assertThat(described("again").state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(outpost.bodies("late").size()).isBetween(1, 449);
        outpost.refused(
                CancelReplayRequest.builder().replayName("again").build(),
                "IllegalStatusException",
                "Replay again is not in a valid state for this operation.");
    }

    @Test
    void a_replay_fails_if_its_archive_is_deleted() {
        for (int i = 0; i < 450; i++) {
            put(i);
        }
        outpost.call(replay("again", 0, 1_000).build());
        outpost.call(DeleteArchiveRequest.builder().archiveName("a").build());
        outpost.node().advance(Duration.ofMinutes(1));

        assertThat(described("again").state()).isEqualTo(ReplayState.FAILED);
        assertThat(described("again").stateReason()).isEqualTo("The archive was deleted.");
    }

    @Test
    void nothing_to_replay_is_completed_too_and_forgotten_after_three_months() {
        outpost.call(replay("again", 0, 1).build());
        outpost.node().advance(Duration.ofSeconds(1));
        assertThat(described("again").state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(described("again").eventLastReplayedTime()).isNull();

        outpost.node().advance(Duration.ofDays(90));

        outpost.refused(
                DescribeReplayRequest.builder().replayName("again").build(),
                "ResourceNotFoundException",
                "Replay again does not exist.");
    }

    @Test
    void ten_replays_may_be_active() {
        for (int i = 0; i < 450; i++) {
            put(i);
        }
        for (int i = 0; i < 10; i++) {
            outpost.call(replay("r" + i, 0, 1_000).build());
        }
        outpost.refused(
                replay("more", 0, 1_000).build(),
                "LimitExceededException",
                "The requested resource exceeds the maximum number allowed.");
        outpost.node().advance(Duration.ofSeconds(1));
        outpost.call(replay("more", 0, 1_000).build());

        ListReplaysResponse done =
                outpost.call(ListReplaysRequest.builder().state("COMPLETED").build());
        ListReplaysResponse named =
                outpost.call(ListReplaysRequest.builder().namePrefix("m").build());
        assertThat(done.replays()).hasSize(10);
        assertThat(named.replays()).extracting("replayName").containsExactly("more");
    }

    @Test
    void what_is_wrong_is_said() {
        outpost.call(replay("r", 0, 1).build());
        outpost.refused(
                replay("r", 0, 1).build(),
                "ResourceAlreadyExistsException",
                "Replay r already exists.");
        outpost.refused(
                replay("x", 1, 1).build(),
                "ValidationException",
                "Parameter EventEndTime is not valid. Reason: EventStartTime must be before"
                        + " EventEndTime.");
        outpost.refused(
                replay("x", 0, 1).eventSourceArn(Outpost.PREFIX + "archive/none").build(),
                "ResourceNotFoundException",
                "Archive none does not exist.");
        outpost.refused(
                replay("x", 0, 1).eventSourceArn(Outpost.DEFAULT_BUS).build(),
                "ValidationException",
                "Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.");
        outpost.refused(
                replay("x", 0, 1)
                        .destination(d -> d.arn(Outpost.PREFIX + "event-bus/other"))
                        .build(),
                "ValidationException",
                "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not"
                        + " permitted.");
        outpost.refused(
                replay("x", 0, 1)
                        .destination(d ->
                                d.arn(Outpost.DEFAULT_BUS)
                                        .filterArns(Outpost.PREFIX + "rule/other/r"))
                        .build(),
                "ValidationException",
                "Parameter Destination.FilterArns is not valid. Reason: Must contain ARNs of"
                        + " rules of the destination event bus.");
        outpost.refused(
                CancelReplayRequest.builder().replayName("x").build(),
                "ResourceNotFoundException",
                "Replay x does not exist.");
    }

    @Test
    void another_account_replays_nothing_of_it() {
        outpost.callFrom("111111111111", "us-east-1");

        outpost.refused(
                replay("r", 0, 1).build(),
                "ResourceNotFoundException",
                "Archive a does not exist.");
    }
}
