package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class PublishTest {
    private final World world = new World();
    private final String topic = world.topic("news");
    private final String queue = world.queue("q");

    private PublishRequest.Builder to(String arn) {
        return PublishRequest.builder().topicArn(arn).message("hello");
    }

    @Test
    void a_queue_gets_a_message_in_its_envelope() {
        String subscription = world.subscribe(topic, "sqs", queue);
        String id =
                world.publish(
                                to(topic)
                                        .subject("Greeting")
                                        .messageAttributes(
                                                Map.of("n", World.attribute("Number", "1"))))
                        .messageId();
        String body = world.bodies(queue).getFirst();
        assertThat(body)
                .startsWith(
                        "{\n  \"Type\" : \"Notification\",\n  \"MessageId\" : \"" + id + "\",\n")
                .endsWith(
                        ",\n  \"MessageAttributes\" : {\n"
                                + "    \"n\" : {\"Type\":\"Number\",\"Value\":\"1\"}\n  }\n}");
        ObjectNode json = World.json(body);
        assertThat(json.path("Subject").asText()).isEqualTo("Greeting");
        assertThat(json.path("Message").asText()).isEqualTo("hello");
        assertThat(json.path("Timestamp").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(json.path("SignatureVersion").asText()).isEqualTo("1");
        assertThat(json.path("Signature").asText()).isEqualTo(Envelope.UNSIGNED);
        assertThat(json.path("SigningCertURL").asText())
                .matches(
                        "http://localhost:4566/_aws/sns/certificates/SimpleNotificationService-[0-9a-f]{32}\\.pem");
        assertThat(json.path("UnsubscribeURL").asText())
                .isEqualTo(
                        "http://localhost:4566/?Action=Unsubscribe&SubscriptionArn="
                                + subscription);
    }

    @Test
    void quotes_control_characters_and_other_scripts_survive_the_envelope() {
        world.subscribe(topic, "sqs", queue);
        String text = "a \"b\" \\ \n\t\u0001 ü 漢 😀";
        world.publish(topic, text);
        assertThat(world.messages(queue)).containsExactly(text);
    }

    @Test
    void queue_messages_are_signed_if_the_server_is_told_so() {
        World signing = new World(new SnsConfig(true), false);
        String arn = signing.topic("signed", "SignatureVersion", "2");
        signing.subscribe(arn, "sqs", signing.queue("q"));
        signing.publish(arn, "hello");
        assertThat(
                        World.json(signing.bodies(World.queueArn("q")).getFirst())
                                .path("Signature")
                                .asText())
                .startsWith("SHA256withRSA of ");
    }

    @Test
    void a_raw_message_takes_its_attributes_along() {
        world.subscribe(topic, "sqs", queue, "RawMessageDelivery", "true");
        world.publish(
                to(topic)
                        .messageAttributes(
                                Map.of(
                                        "s",
                                        World.attribute("String.label", "x"),
                                        "b",
                                        MessageAttributeValue.builder()
                                                .dataType("Binary")
                                                .binaryValue(
                                                        SdkBytes.fromByteArray(new byte[] {1, 2}))
                                                .build())));
        Message message = world.receive(queue).getFirst();
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.messageAttributes())
                .hasEntrySatisfying(
                        "s", value -> assertThat(value.dataType()).isEqualTo("String.label"))
                .hasEntrySatisfying(
                        "b",
                        value ->
                                assertThat(value.binaryValue().asByteArray())
                                        .containsExactly(1, 2));
    }

    @Test
    void a_structured_message_has_a_text_for_each_protocol() {
        world.subscribe(topic, "sqs", queue, "RawMessageDelivery", "true");
        world.publish(
                to(topic)
                        .messageStructure("json")
                        .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
        world.publish(
                to(topic).messageStructure("json").message("{\"default\":\"for all\",\"sqs\":{}}"));
        assertThat(world.bodies(queue)).containsExactlyInAnyOrder("for queues", "for all");
    }

    @Test
    void a_message_group_reaches_standard_queues_for_fair_sharing() {
        world.subscribe(topic, "sqs", queue);
        world.publish(to(topic).messageGroupId("tenant-1"));
        assertThat(
                        world.receive(queue)
                                .getFirst()
                                .attributes()
                                .get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("tenant-1");
    }

    @Test
    void one_message_reaches_a_thousand_queues() {
        IntStream.range(0, 1_000)
                .forEach(i -> world.subscribe(topic, "sqs", world.queue("many-" + i)));
        world.publish(topic, "all");
        IntStream.range(0, 1_000)
                .forEach(i ->
                        assertThat(world.messages(World.queueArn("many-" + i)))
                                .containsExactly("all"));
    }

    @Test
    void a_queue_that_is_gone_leads_to_the_dead_letter_queue() {
        String dead = world.queue("dead");
        world.subscribe(
                topic,
                "sqs",
                World.queueArn("never-made"),
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead + "\"}");
        world.publish(topic, "lost?");
        assertThat(world.messages(dead)).containsExactly("lost?");
    }

    @Test
    void functions_are_not_here_so_that_their_events_become_dead_letters() {
        String dead = world.queue("dead");
        String subscription =
                world.subscribe(
                        topic,
                        "lambda",
                        "arn:aws:lambda:us-east-1:000000000000:function:f",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + dead + "\"}");
        world.publish(to(topic).messageAttributes(Map.of("a", World.attribute("String", "b"))));
        ObjectNode record =
                (ObjectNode) World.json(world.bodies(dead).getFirst()).path("Records").get(0);
        assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(record.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
        assertThat(record.path("Sns").path("Message").asText()).isEqualTo("hello");
        assertThat(record.path("Sns").path("Subject").isNull()).isTrue();
        assertThat(record.path("Sns").path("MessageAttributes").toString())
                .isEqualTo("{\"a\":{\"Type\":\"String\",\"Value\":\"b\"}}");
    }

    @Test
    void what_a_message_may_not_be_is_refused() {
        for (List<String> line :
                Cases.of(
                        """
                        Message   |                             | Empty message
                        Subject   |                             | Subject
                        Subject   | a\\nb                        | Subject
                        Structure | xml                         | MessageStructure
                        Dedup     | 1                           | MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type
                        Group     | a b                         | MessageGroupId Reason: can only include alphanumeric and punctuation characters, 1 to 128 in length
                        """)) {
            String value = line.get(1).replace("\\n", "\n");
            PublishRequest.Builder request = to(topic);
            switch (line.get(0)) {
                case "Message" -> request.message(value);
                case "Subject" -> request.subject(value);
                case "Structure" -> request.messageStructure(value);
                case "Dedup" -> request.messageDeduplicationId(value);
                default -> request.messageGroupId(value);
            }
            world.invalid(request.build(), line.get(2));
        }
        world.invalid(to(topic).message("x".repeat(262_145)).build(), "Message too long");
        world.publish(to(topic).message("x".repeat(262_144)));
        world.setTopic(topic, "MaximumMessageSize", "1024");
        world.invalid(to(topic).message("x".repeat(1_025)).build(), "Message too long");
        world.refused(
                to(topic).messageAttributes(Map.of("n", World.attribute("Number", "ten"))).build(),
                "InvalidParameterValueException",
                "Could not cast message attribute 'n' value to number.");
    }

    @Test
    void a_batch_is_published_entry_by_entry() {
        world.subscribe(topic, "sqs", queue);
        PublishBatchResponse response =
                world.node().call(batch(entry("a", "one"), entry("b", "two")));
        assertThat(response.successful()).extracting("id").containsExactly("a", "b");
        assertThat(world.messages(queue)).containsExactlyInAnyOrder("one", "two");
        world.refused(
                batch(),
                "EmptyBatchRequestException",
                "The batch request doesn't contain any entries.");
        world.refused(
                batch(entry("a b", "x")),
                "InvalidBatchEntryIdException",
                "The Id of a batch entry in a batch request doesn't abide by the specification.");
    }

    private static PublishBatchRequestEntry entry(String id, String text) {
        return PublishBatchRequestEntry.builder().id(id).message(text).build();
    }

    private PublishBatchRequest batch(PublishBatchRequestEntry... entries) {
        return PublishBatchRequest.builder()
                .topicArn(topic)
                .publishBatchRequestEntries(entries)
                .build();
    }

    @Test
    void what_was_accepted_survives_a_crash() {
        world.subscribe(topic, "sqs", queue);
        world.publish(topic, "kept");
        world.node().crashAndRestart();
        assertThat(world.messages(queue)).containsExactly("kept");
        world.publish(topic, "and it goes on");
        assertThat(world.messages(queue)).containsExactly("and it goes on");
    }
}
