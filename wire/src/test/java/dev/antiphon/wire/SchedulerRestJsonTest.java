package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;

/** EventBridge Scheduler over REST-JSON, as the SDK for Java 2 speaks it. */
final class SchedulerRestJsonTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void rest_json_puts_names_into_the_path_and_the_rest_into_the_body() {
        CreateScheduleRequest asked =
                CreateScheduleRequest.builder()
                        .name("nightly")
                        .groupName("g")
                        .startDate(TIME)
                        .scheduleExpression("rate(1 hour)")
                        .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                        .target(t ->
                                t.arn("arn:aws:sqs:us-east-1:0:q")
                                        .roleArn("arn:aws:iam::123456789012:role/r"))
                        .clientToken("token")
                        .build();
        CreateScheduleResponse answer = CreateScheduleResponse.builder().scheduleArn("arn").build();
        Loop loop = Loop.answering("scheduler", answer);
        try (SchedulerClient scheduler = loop.client(SchedulerClient.builder())) {
            assertThat(scheduler.createSchedule(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.body()).isEqualTo("{\"ScheduleArn\":\"arn\"}");
    }

    @Test
    void rest_json_reads_query_strings_and_escaped_paths() {
        ListSchedulesRequest asked =
                ListSchedulesRequest.builder()
                        .groupName("a group")
                        .maxResults(5)
                        .nextToken("a+b/c=&d")
                        .build();
        Loop loop =
                Loop.answering(
                        "scheduler", ListSchedulesResponse.builder().schedules(List.of()).build());
        try (SchedulerClient scheduler = loop.client(SchedulerClient.builder())) {
            assertThatThrownBy(() -> scheduler.listSchedules(asked))
                    .hasMessageContaining("Value 'a group' at 'groupName'");
            scheduler.listSchedules(asked.toBuilder().groupName("g").build());
        }
        assertThat(loop.call().request()).isEqualTo(asked.toBuilder().groupName("g").build());

        String arn = "arn:aws:scheduler:us-east-1:123456789012:schedule-group/g";
        UntagResourceRequest untag =
                UntagResourceRequest.builder().resourceArn(arn).tagKeys("a", "b").build();
        Loop tags = Loop.answering("scheduler", UntagResourceResponse.builder().build());
        try (SchedulerClient scheduler = tags.client(SchedulerClient.builder())) {
            scheduler.untagResource(untag);
        }
        assertThat(tags.call().request()).isEqualTo(untag);
    }

    @Test
    void rest_json_answers_with_times_and_errors_of_its_own() {
        GetScheduleResponse answer =
                GetScheduleResponse.builder().name("n").creationDate(TIME).build();
        Loop loop = Loop.answering("scheduler", answer);
        try (SchedulerClient scheduler = loop.client(SchedulerClient.builder())) {
            assertThat(scheduler.getSchedule(g -> g.name("n")).equalsBySdkFields(answer)).isTrue();
        }
        Loop empty = Loop.answering("scheduler", DeleteScheduleResponse.builder().build());
        try (SchedulerClient scheduler = empty.client(SchedulerClient.builder())) {
            scheduler.deleteSchedule(d -> d.name("n").clientToken("t"));
        }
        assertThat(empty.body()).isEqualTo("{}");
        Loop failing = Loop.failing("scheduler", "ConflictException");
        try (SchedulerClient scheduler = failing.client(SchedulerClient.builder())) {
            assertThatThrownBy(() -> scheduler.deleteSchedule(d -> d.name("n")))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("there is none");
        }
        assertThat(failing.answer().status()).isEqualTo(409);
        assertThat(failing.body()).isEqualTo("{\"Message\":\"there is none\"}");
    }
}
