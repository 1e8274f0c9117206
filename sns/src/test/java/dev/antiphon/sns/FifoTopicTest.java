package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class FifoTopicTest {
    private final World world = new World();
    private final String topic = world.fifoTopic("t.fifo");
    private final String queue = world.queue("q.fifo");

    private PublishResponse publish(String text, String group, String deduplicationId) {
        return world.publish(
                PublishRequest.builder()
                        .topicArn(topic)
                        .message(text)
                        .messageGroupId(group)
                        .messageDeduplicationId(deduplicationId));
    }

    @Test
    void groups_and_ids_reach_fifo_queues_in_order() {
        world.subscribe(topic, "sqs", queue);
        for (int i = 0; i < 10; i++) {
            publish("m" + i, "g", "d" + i);
        }
        List<Message> messages = world.receive(queue);
        assertThat(messages)
                .extracting(each -> World.json(each.body()).path("Message").asText())
                .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
        assertThat(messages.getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
                .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "d0");
        assertThat(World.json(messages.getFirst().body()).path("SequenceNumber").asText())
                .hasSize(20);
        assertThat(World.json(messages.getFirst().body()).has("Signature")).isFalse();
    }

    @Test
    void a_repetition_within_five_minutes_is_accepted_and_not_delivered() {
        world.subscribe(topic, "sqs", world.queue("standard"));
        PublishResponse first = publish("m", "g", "d");
        world.node().killAndRestart();
        world.node().advance(Duration.ofSeconds(299));
        PublishResponse again = publish("m", "other", "d");
        assertThat(again).isEqualTo(first);
        world.node().advance(Duration.ofSeconds(2));
        assertThat(publish("m", "g", "d").messageId()).isNotEqualTo(first.messageId());
        assertThat(world.messages(World.queueArn("standard"))).hasSize(2);
    }

    @Test
    void within_message_groups_ids_count_for_themselves() {
        world.setTopic(topic, "FifoThroughputScope", "MessageGroup");
        world.subscribe(topic, "sqs", world.queue("standard"));
        publish("m", "a", "d");
        publish("m", "b", "d");
        publish("m", "b", "d");
        assertThat(world.messages(World.queueArn("standard"))).hasSize(2);
    }

    @Test
    void the_content_can_be_the_id() {
        world.invalid(
                PublishRequest.builder().topicArn(topic).message("m").messageGroupId("g").build(),
                "The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
        world.setTopic(topic, "ContentBasedDeduplication", "true");
        world.subscribe(topic, "sqs", queue);
        for (int i = 0; i < 2; i++) {
            world.publish(
                    PublishRequest.builder().topicArn(topic).message("Test").messageGroupId("g"));
        }
        List<Message> messages = world.receive(queue);
        assertThat(messages).hasSize(1);
        assertThat(
                        messages.getFirst()
                                .attributes()
                                .get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .isEqualTo("532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
    }

    @Test
    void only_queues_can_subscribe_and_fifo_queues_only_here() {
        world.invalid(
                World.subscription(topic, "sms", "+15550100"),
                "Invalid parameter: Invalid protocol type: sms");
        world.invalid(
                World.subscription(world.topic("standard"), "sqs", queue),
                "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                        + " standard SNS topics");
    }

    // Archive and replay

    private String time() {
        return world.node().clock().instant().toString();
    }

    private static String from(String time) {
        return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + time + "\"}";
    }

    @Test
    void an_archive_replays_what_came_before_a_subscription_and_then_goes_on() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        String begin = time();
        for (int i = 0; i < 250; i++) {
            publish("m" + i, "g", "d" + i);
        }
        String subscription = world.subscribe(topic, "sqs", queue, "ReplayPolicy", from(begin));
        world.node().advance(Duration.ofSeconds(1));
        assertThat(world.attributes(subscription)).containsEntry("ReplayStatus", "Completed");
        publish("new", "g", "new");
        List<Message> messages = world.receive(queue);
        assertThat(messages)
                .hasSize(251)
                .extracting(each -> World.json(each.body()).path("Message").asText())
                .startsWith("m0", "m1", "m2")
                .endsWith("m248", "m249", "new");
        assertThat(World.json(messages.getFirst().body()).path("Replayed").asBoolean()).isTrue();
        assertThat(World.json(messages.getLast().body()).has("Replayed")).isFalse();
    }

    @Test
    void a_replay_goes_on_after_a_crash_without_a_gap_or_a_repetition() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        String begin = time();
        for (int i = 0; i < 250; i++) {
            publish("m" + i, "g", "d" + i);
        }
        String subscription = world.subscribe(topic, "sqs", queue);
        world.node().start(World.change(subscription, "ReplayPolicy", from(begin)));
        for (int i = 0; i < 6; i++) {
            world.node().engine().partitions().forEach(partition -> partition.work());
            world.node().engine().committer().work();
        }
        world.node().crashAndRestart();
        world.set(subscription, "RawMessageDelivery", "true");
        world.node().advance(Duration.ofSeconds(1));
        int replayed = world.receive(queue).size();
        String status = world.attributes(subscription).getOrDefault("ReplayStatus", "none");
        // Whether the policy was set is for the crash to say; half a replay is not.
        assertThat(List.of(replayed + " " + status)).isSubsetOf("250 Completed", "0 none");
    }

    @Test
    void a_replay_up_to_a_time_ends_there_and_nothing_new_follows() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        String begin = time();
        publish("before", "g", "1");
        world.node().advance(Duration.ofMinutes(1));
        String end = time();
        world.node().advance(Duration.ofMinutes(1));
        publish("after", "g", "2");
        String policy = from(begin).replace("}", ",\"EndingPoint\":\"" + end + "\"}");
        String subscription = world.subscribe(topic, "sqs", queue, "ReplayPolicy", policy);
        world.node().advance(Duration.ofSeconds(1));
        publish("new", "g", "3");
        assertThat(world.messages(queue)).containsExactly("before");
        world.set(subscription, "ReplayPolicy", "");
        publish("live again", "g", "4");
        assertThat(world.messages(queue)).containsExactly("live again");
    }

    @Test
    void an_end_in_the_future_lets_new_messages_follow_until_then() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        String begin = time();
        String end = world.node().clock().instant().plusSeconds(60).toString();
        publish("before", "g", "1");
        String policy = from(begin).replace("}", ",\"EndingPoint\":\"" + end + "\"}");
        String subscription = world.subscribe(topic, "sqs", queue, "ReplayPolicy", policy);
        world.node().advance(Duration.ofSeconds(10));
        assertThat(world.attributes(subscription)).containsEntry("ReplayStatus", "In progress");
        publish("in time", "g", "2");
        world.node().advance(Duration.ofSeconds(51));
        publish("late", "g", "3");
        assertThat(world.messages(queue)).containsExactly("before", "in time");
        assertThat(world.attributes(subscription)).containsEntry("ReplayStatus", "Completed");
    }

    @Test
    void a_replay_heeds_the_filter_policy() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        String begin = time();
        publish("{\"a\":1}", "g", "1");
        publish("{\"a\":2}", "g", "2");
        world.subscribe(
                topic,
                "sqs",
                queue,
                "FilterPolicyScope",
                "MessageBody",
                "FilterPolicy",
                "{\"a\":[2]}",
                "ReplayPolicy",
                from(begin));
        world.node().advance(Duration.ofSeconds(1));
        assertThat(world.messages(queue)).containsExactly("{\"a\":2}");
    }

    @Test
    void the_archive_forgets_after_its_time_and_holds_the_topic() {
        world.setTopic(topic, "ArchivePolicy", "{\"MessageRetentionPeriod\":1}");
        String begin = time();
        publish("old", "g", "1");
        world.node().advance(Duration.ofHours(23));
        publish("young", "g", "2");
        world.node().advance(Duration.ofHours(3));
        world.refused(
                DeleteTopicRequest.builder().topicArn(topic).build(),
                "InvalidStateException",
                "Cannot delete a topic with an active ArchivePolicy: deactivate it first");
        assertThat(world.topicAttributes(topic))
                .containsEntry("BeginningArchiveTime", "2026-01-01T23:00:00Z");
        world.subscribe(topic, "sqs", queue, "ReplayPolicy", from(begin));
        world.node().advance(Duration.ofSeconds(1));
        assertThat(world.messages(queue)).containsExactly("young");
        world.setTopic(topic, "ArchivePolicy", "{}");
        world.node().call(DeleteTopicRequest.builder().topicArn(topic).build());
    }
}
