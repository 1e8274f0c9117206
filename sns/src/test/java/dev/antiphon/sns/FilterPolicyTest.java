package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class FilterPolicyTest {
    /** Compiled, four of these would be more than a hundred million ways to match. */
    private static final String ORS =
            IntStream.range(0, 100)
                    .mapToObj(i -> "{\"x\":[" + i + "]}")
                    .collect(Collectors.joining(",", "{\"$or\":[", "]}"));

    private final World world = new World();
    private final String topic = world.topic("news");
    private final String queue = world.queue("q");

    /** Attributes written as {@code name=value}: numbers, arrays, or texts. */
    private static Map<String, MessageAttributeValue> attributes(String text) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = each.split("=", 2);
            String type =
                    parts[1].startsWith("[")
                            ? "String.Array"
                            : parts[1].matches("-?[0-9.]+") ? "Number" : "String";
            attributes.put(parts[0], World.attribute(type, parts[1]));
        }
        return attributes;
    }

    @Test
    void policies_for_attributes_match_as_aws_documents() {
        String subscription = world.subscribe(topic, "sqs", queue);
        for (List<String> line :
                Cases.of(
                        """
                        {"a":["x","y"]}                          | a=x                  | yes
                        {"a":["x","y"]}                          | a=z                  | no
                        {"a":["x"]}                              | a=X                  | no
                        {"a":["x"]}                              | b=x                  | no
                        {"a":["x"],"b":["y"]}                    | a=x b=y c=z          | yes
                        {"a":["x"],"b":["y"]}                    | a=x b=z              | no
                        {"a":["rugby"]}                          | a=["rugby","tennis"] | yes
                        {"a":[{"anything-but":["rugby"]}]}       | a=["rugby","golf"]   | yes
                        {"a":[{"anything-but":["rugby"]}]}       | a=["rugby"]          | no
                        {"a":[{"anything-but":{"prefix":"or-"}}]} | a=or-1              | no
                        {"a":[{"anything-but":{"prefix":"or-"}}]} | a=x                 | yes
                        {"a":[{"prefix":"bas"}]}                 | a=baseball           | yes
                        {"a":[{"suffix":"ball"}]}                | a=baseball           | yes
                        {"a":[{"suffix":"ball"}]}                | a=rugby              | no
                        {"a":[{"equals-ignore-case":"TeNnis"}]}  | a=tENNIS             | yes
                        {"a":[{"wildcard":"b*l"}]}               | a=ball               | yes
                        {"a":[301.5]}                            | a=301.5              | yes
                        {"a":[301.5]}                            | a=3.015              | no
                        {"a":[{"numeric":[">",0,"<=",150]}]}     | a=150                | yes
                        {"a":[{"numeric":[">",0,"<=",150]}]}     | a=151                | no
                        {"a":[{"numeric":["=",15]}]}             | a=15.0               | yes
                        {"a":[{"anything-but":[100,500]}]}       | a=101                | yes
                        {"a":[{"exists":true}]}                  | a=1                  | yes
                        {"a":[{"exists":true}]}                  | b=1                  | no
                        {"a":[{"exists":false}]}                 | b=1                  | yes
                        {"a":[{"exists":false}]}                 |                      | yes
                        {"a":[{"exists":false}]}                 | a=1                  | no
                        {"$or":[{"a":["x"]},{"b":["y"]}]}        | b=y                  | yes
                        {"$or":[{"a":["x"]},{"b":["y"]}]}        | b=z                  | no
                        {"a":[true]}                             | a=[true]             | yes
                        {"a":[null]}                             | a=[null]             | yes
                        """)) {
            world.set(subscription, "FilterPolicy", line.get(0));
            String id =
                    world.publish(
                                    PublishRequest.builder()
                                            .topicArn(topic)
                                            .message("m")
                                            .messageAttributes(attributes(line.get(1))))
                            .messageId();
            boolean got = !world.receive(queue).isEmpty();
            assertThat(got ? "yes" : "no").as("%s", line).isEqualTo(line.get(2));
            assertThat(verdict(id).matched()).as("%s", line).isEqualTo(got);
        }
    }

    @Test
    void an_address_in_an_attribute_is_a_text_that_can_be_in_a_network() {
        world.subscribe(
                topic, "sqs", queue, "FilterPolicy", "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]}");
        world.publish(
                PublishRequest.builder()
                        .topicArn(topic)
                        .message("m")
                        .messageAttributes(Map.of("a", World.attribute("String", "10.0.0.7"))));
        assertThat(world.receive(queue)).hasSize(1);
    }

    @Test
    void policies_for_the_body_match_as_aws_documents() {
        String subscription = world.subscribe(topic, "sqs", queue);
        world.set(subscription, "FilterPolicyScope", "MessageBody");
        for (List<String> line :
                Cases.of(
                        """
                        {"a":["x"]}                    | {"a":"x"}                          | yes
                        {"a":["x"]}                    | {"a":["w","x"]}                    | yes
                        {"a":{"b":["x"]}}              | {"a":{"b":"x"}}                    | yes
                        {"a":{"b":["x"]}}              | {"a":{"c":"x"}}                    | no
                        {"a":{"b":["x"],"c":["y"]}}    | {"a":[{"b":"x","c":"y"}]}          | yes
                        {"a":{"b":["x"],"c":["y"]}}    | {"a":[{"b":"x"},{"c":"y"}]}        | no
                        {"a":[{"numeric":["<",5]}]}    | {"a":4}                            | yes
                        {"a":[{"exists":false}]}       | {}                                 | yes
                        {"a":["x"]}                    | not json                           | no
                        {"a":["x"]}                    | ["a"]                              | no
                        """)) {
            world.set(subscription, "FilterPolicy", line.get(0));
            String id = world.publish(topic, line.get(1)).messageId();
            boolean got = !world.receive(queue).isEmpty();
            assertThat(got ? "yes" : "no").as("%s", line).isEqualTo(line.get(2));
            assertThat(verdict(id).matched()).as("%s", line).isEqualTo(got);
        }
    }

    @Test
    void binary_attributes_are_not_seen() {
        world.subscribe(topic, "sqs", queue, "FilterPolicy", "{\"a\":[{\"exists\":true}]}");
        world.publish(
                PublishRequest.builder()
                        .topicArn(topic)
                        .message("m")
                        .messageAttributes(
                                Map.of(
                                        "a",
                                        MessageAttributeValue.builder()
                                                .dataType("Binary")
                                                .binaryValue(SdkBytes.fromUtf8String("x"))
                                                .build())));
        assertThat(world.receive(queue)).isEmpty();
    }

    @Test
    void only_the_subscriptions_that_want_a_message_get_it() {
        for (int i = 0; i < 100; i++) {
            world.subscribe(
                    topic,
                    "sqs",
                    world.queue("q" + i),
                    "FilterPolicy",
                    "{\"tenant\":[\"t" + i + "\"]}");
        }
        world.publish(
                PublishRequest.builder()
                        .topicArn(topic)
                        .message("m")
                        .messageAttributes(attributes("tenant=t42")));
        for (int i = 0; i < 100; i++) {
            assertThat(world.receive(World.queueArn("q" + i))).hasSize(i == 42 ? 1 : 0);
        }
    }

    @Test
    void a_policy_that_is_taken_away_or_changed_counts_no_more_also_after_a_restart() {
        String subscription =
                world.subscribe(topic, "sqs", queue, "FilterPolicy", "{\"a\":[\"x\"]}");
        world.publish(topic, "unwanted");
        world.set(subscription, "FilterPolicy", "{\"a\":[{\"exists\":false}]}");
        world.publish(topic, "wanted");
        world.node().killAndRestart();
        world.publish(topic, "wanted too");
        world.set(subscription, "FilterPolicy", "{}");
        world.publish(topic, "everything");
        assertThat(world.messages(queue))
                .containsExactlyInAnyOrder("wanted", "wanted too", "everything");
    }

    @Test
    void a_verdict_names_the_first_field_that_did_not_match() {
        world.subscribe(topic, "sqs", queue, "FilterPolicy", "{\"a\":[\"x\"],\"b\":[\"y\",\"z\"]}");
        world.traces().clear();
        String id =
                world.publish(
                                PublishRequest.builder()
                                        .topicArn(topic)
                                        .message("m")
                                        .messageAttributes(attributes("a=x b=w")))
                        .messageId();
        assertThat(verdict(id).reason()).isEqualTo("b: no value matches [\"y\",\"z\"]");
    }

    @Test
    void a_verdict_names_fields_within_the_body() {
        world.subscribe(
                topic,
                "sqs",
                queue,
                "FilterPolicyScope",
                "MessageBody",
                "FilterPolicy",
                "{\"order\":{\"id\":[{\"exists\":true}],\"shop\":{\"city\":[\"Berlin\"]}}}");
        String id =
                world.publish(topic, "{\"order\":{\"id\":1,\"shop\":{\"city\":\"Bonn\"}}}")
                        .messageId();
        assertThat(verdict(id).reason())
                .isEqualTo("order.shop.city: no value matches [\"Berlin\"]");
    }

    private Trace.Verdict verdict(String messageId) {
        return world.traces().stream()
                .filter(trace -> trace.id().equals(messageId))
                .filter(Trace.Routed.class::isInstance)
                .map(Trace.Routed.class::cast)
                .findFirst()
                .orElseThrow()
                .verdicts()
                .list()
                .getFirst();
    }

    @Test
    void policies_that_sns_does_not_take_are_refused_in_its_words() {
        String subscription = world.subscribe(topic, "sqs", queue);
        world.invalid(
                World.change(subscription, "FilterPolicy", "{\"a\":{\"b\":[\"x\"]}}"),
                "Filter policy scope MessageAttributes does not support nested filter policy");
        world.set(subscription, "FilterPolicyScope", "MessageBody");
        for (List<String> line :
                Cases.of(
                        """
                        {"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]} | Filter policy can not have more than 5 keys
                        {"a":{"b":{"c":[1,2,3,4]}},"d":{"e":[1,2,3]},"f":[1,2,3]}     | Filter policy is too complex
                        {"a":{"b":%1$s,"c":%1$s},"d":{"b":%1$s,"c":%1$s}}             | Filter policy is too complex
                        {"a":[{"anything-but":{"suffix":"x"}}]}                       | Unsupported anything-but pattern: suffix\\n at [Source: (String)"{"a":[{"anything-but":{"suffix":"x"}}]}"; line: 1, column: 34]
                        {"a": "x"}                                                    | "a" must be an object or an array\\n at [Source: (String)"{"a":"x"}"; line: 1, column: 7]
                        """)) {
            world.invalid(
                    World.change(subscription, "FilterPolicy", line.get(0).replace("%1$s", ORS)),
                    "FilterPolicy: " + line.get(1).replace("\\n", "\n"));
        }
        world.invalid(
                World.change(subscription, "FilterPolicyScope", "Body"),
                "FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or"
                        + " MessageAttributes");
    }

    @Test
    void of_members_of_the_same_name_the_last_counts() {
        String subscription = world.subscribe(topic, "sqs", queue);
        world.set(subscription, "FilterPolicy", "{\"a\":\"no array\",\"a\":[\"x\"]}");
        world.publish(topic, "is not wanted");
        assertThat(world.messages(queue)).isEmpty();
        world.set(subscription, "FilterPolicy", "{\"b\":[\"x\"]}");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void arrays_with_too_many_elements_to_hold_together_are_matched_field_by_field() {
        String subscription = world.subscribe(topic, "sqs", queue);
        world.set(subscription, "FilterPolicyScope", "MessageBody");
        world.set(
                subscription,
                "FilterPolicy",
                "{\"a\":{\"x\":[1]},\"b\":{\"x\":[1]},\"c\":{\"x\":[1]},\"d\":{\"x\":[1]},"
                        + "\"z\":{\"p\":[1],\"q\":[1]}}");
        world.publish(topic, arrays(3, 1));
        assertThat(world.messages(queue)).isEmpty();
        world.publish(topic, arrays(50, 2));
        assertThat(world.messages(queue)).isEmpty();
        world.publish(topic, arrays(50, 1));
        assertThat(world.messages(queue)).containsExactly(arrays(50, 1));
    }

    /** The elements of z have p and q, each its own. */
    private static String arrays(int size, int q) {
        String elements =
                IntStream.range(0, size)
                        .mapToObj(_ -> "{\"x\":1}")
                        .collect(Collectors.joining(","));
        return "{\"a\":[%1$s],\"b\":[%1$s],\"c\":[%1$s],\"d\":[%1$s],\"z\":[{\"p\":1},{\"q\":%2$d}]}"
                .formatted(elements, q);
    }
}
