package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge over AWS JSON 1.1, as the SDK for Java 2 speaks it. */
final class EventBridgeJsonTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void json_carries_the_times_of_eventbridge() {
        PutEventsRequest asked =
                PutEventsRequest.builder()
                        .entries(
                                PutEventsRequestEntry.builder()
                                        .time(TIME)
                                        .source("s")
                                        .detailType("d")
                                        .detail("{}")
                                        .resources("a", "b")
                                        .build())
                        .build();
        PutEventsResponse answer =
                PutEventsResponse.builder()
                        .failedEntryCount(0)
                        .entries(PutEventsResultEntry.builder().eventId("e").build())
                        .build();
        Loop loop = Loop.answering("events", answer);
        try (EventBridgeClient events = loop.client(EventBridgeClient.builder())) {
            assertThat(events.putEvents(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.body())
                .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e\"}]}");
        assertThat(loop.answer().headers())
                .contains(new HttpRequest.Header("Content-Type", "application/x-amz-json-1.1"));
    }

    @Test
    void json_carries_nested_structures_and_answers_with_times() {
        PutTargetsRequest asked =
                PutTargetsRequest.builder()
                        .rule("r")
                        .targets(
                                Target.builder()
                                        .id("1")
                                        .arn("arn:aws:sqs:us-east-1:0:q")
                                        .sqsParameters(q -> q.messageGroupId("g"))
                                        .retryPolicy(p -> p.maximumRetryAttempts(3))
                                        .inputTransformer(i ->
                                                i.inputPathsMap(Map.of("a", "$.b"))
                                                        .inputTemplate("<a>"))
                                        .build())
                        .build();
        PutTargetsResponse answer = PutTargetsResponse.builder().failedEntryCount(0).build();
        Loop loop = Loop.answering("events", answer);
        try (EventBridgeClient events = loop.client(EventBridgeClient.builder())) {
            assertThat(events.putTargets(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);

        DescribeArchiveResponse archive =
                DescribeArchiveResponse.builder()
                        .archiveName("a")
                        .creationTime(TIME)
                        .sizeBytes(1L << 40)
                        .build();
        Loop archives = Loop.answering("events", archive);
        try (EventBridgeClient events = archives.client(EventBridgeClient.builder())) {
            assertThat(events.describeArchive(d -> d.archiveName("a")).equalsBySdkFields(archive))
                    .isTrue();
        }
        assertThat(archives.body()).contains("\"CreationTime\":1767323045.678");
    }

    @Test
    void bad_events_are_named_as_aws_names_them() {
        Target bad = Target.builder().id("!@#$@!#$").arn("arn").build();
        Loop loop = Loop.answering("events", PutTargetsResponse.builder().build());
        try (EventBridgeClient events = loop.client(EventBridgeClient.builder())) {
            assertThatThrownBy(() -> events.putTargets(p -> p.rule("r").targets(bad)))
                    .isInstanceOfSatisfying(
                            EventBridgeException.class,
                            e -> {
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("ValidationException");
                                assertThat(e.awsErrorDetails().errorMessage())
                                        .isEqualTo(
                                                "1 validation error detected: Value '!@#$@!#$' at"
                                                        + " 'targets.1.member.id' failed to satisfy"
                                                        + " constraint: Member must satisfy regular"
                                                        + " expression pattern: [\\.\\-_A-Za-z0-9]+");
                            });
            assertThatThrownBy(() ->
                            events.createConnection(c ->
                                    c.name(
                                                    "This should fail with two"
                                                            + " errors"
                                                            + " 123467890123412341234123412341234")
                                            .authorizationType("INVALID")
                                            .authParameters(p -> p.build())))
                    .hasMessageContaining(
                            "3 validation errors detected: Value 'This should fail with two errors"
                                    + " 123467890123412341234123412341234' at 'name' failed to satisfy"
                                    + " constraint: Member must satisfy regular expression pattern:"
                                    + " [\\.\\-_A-Za-z0-9]+; Value 'This should fail with two errors"
                                    + " 123467890123412341234123412341234' at 'name' failed to satisfy"
                                    + " constraint: Member must have length less than or equal to 64;"
                                    + " Value 'INVALID' at 'authorizationType' failed to satisfy"
                                    + " constraint: Member must satisfy enum value set: [BASIC,"
                                    + " OAUTH_CLIENT_CREDENTIALS, API_KEY]");
        }
    }
}
