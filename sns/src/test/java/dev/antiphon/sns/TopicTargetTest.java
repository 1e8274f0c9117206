package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Topics as targets of other services. */
class TopicTargetTest {
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/r";

    private final World world = new World();

    private void deliver(String target, Content content) {
        world.node()
                .run(
                        RULE,
                        tx -> {
                            Deliveries.send(
                                    tx,
                                    new Delivery(
                                            target,
                                            new Origin(Origin.Kind.RULE, RULE),
                                            content,
                                            RetryPolicy.NONE,
                                            Delivery.DeadLetters.to(World.queueArn("dead")),
                                            tx.now(),
                                            "event-1",
                                            null));
                            return Outcome.reply(true);
                        });
    }

    @Test
    void a_delivery_to_a_topic_is_published_and_traced_on() {
        String topic = world.topic("t");
        String queue = world.queue("q");
        String subscription = world.subscribe(topic, "sqs", queue);
        deliver(
                topic,
                new Content(
                        "{\"detail\":{}}".getBytes(StandardCharsets.UTF_8),
                        Map.of("a", Attribute.text("b")),
                        Map.of(Content.SUBJECT, "Event")));
        Message message = world.receive(queue).getFirst();
        assertThat(World.json(message.body()).path("Message").asText())
                .isEqualTo("{\"detail\":{}}");
        assertThat(World.json(message.body()).path("Subject").asText()).isEqualTo("Event");
        assertThat(World.json(message.body()).path("UnsubscribeURL").asText())
                .startsWith("http://localhost:4566/?Action=Unsubscribe");
        assertThat(world.traces().stream().filter(each -> each.id().equals("event-1")).toList())
                .anySatisfy(trace ->
                        assertThat(trace)
                                .isInstanceOfSatisfying(
                                        Trace.Routed.class,
                                        routed -> assertThat(routed.at()).isEqualTo(topic)))
                .anySatisfy(trace ->
                        assertThat(trace)
                                .isInstanceOfSatisfying(
                                        Trace.Attempted.class,
                                        attempted ->
                                                assertThat(attempted.origin())
                                                        .isEqualTo(subscription)));
    }

    @Test
    void a_fifo_topic_gets_group_and_id() {
        String topic = world.fifoTopic("t.fifo");
        String queue = world.queue("q.fifo");
        world.subscribe(topic, "sqs", queue);
        for (int i = 0; i < 2; i++) {
            deliver(
                    topic,
                    Content.of("m")
                            .with(Content.MESSAGE_GROUP_ID, "g")
                            .with(Content.MESSAGE_DEDUPLICATION_ID, "d"));
        }
        assertThat(world.receive(queue))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.attributes())
                                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g"));
    }

    @Test
    void what_a_topic_cannot_take_goes_to_the_dead_letter_queue() {
        String dead = world.queue("dead");
        deliver(World.topicArn("missing"), Content.of("lost"));
        deliver(world.fifoTopic("t.fifo"), Content.of("no group"));
        assertThat(world.receive(dead))
                .extracting(Message::messageAttributes)
                .extracting("ERROR_CODE")
                .extracting("stringValue")
                .containsExactlyInAnyOrder("NO_RESOURCE", "INVALID_PARAMETER");
    }
}
