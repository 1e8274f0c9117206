package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Check;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

class TargetInputTest {
    private static final String EVENT =
            """
            {"version":"0","id":"i-1","detail-type":"Type","source":"shop","account":"000000000000",\
            "time":"2024-01-02T03:04:05Z","region":"us-east-1","resources":["arn:a"],\
            "detail":{"s":"x y","q":"say \\"hi\\"","n":1.50,"t":true,"z":null,"o":{"a":"b","c":[1,"d"]},\
            "l":["A","B"],"m":[{"k":1},{"k":2}],"with-dash":"d"}}\
            """;

    private static String apply(Target.Builder target) {
        Rule rule =
                new Rule(
                        new RuleKey(new BusArn("000000000000", "us-east-1", "orders"), "r"),
                        "{\"source\":[\"shop\"]}",
                        null,
                        Rule.ENABLED,
                        null,
                        null,
                        null,
                        "000000000000",
                        Instant.EPOCH,
                        Map.of());
        Event event =
                Check.present(
                        Event.read(
                                EVENT.getBytes(StandardCharsets.UTF_8),
                                Instant.parse("2024-01-02T03:04:06.789Z"),
                                null,
                                0),
                        "an event");
        byte @Nullable [] body =
                TargetInput.of(target.id("t").arn("arn:aws:sqs:us-east-1:000000000000:q").build())
                        .apply(LiveRule.of(rule, RuleTargets.NONE), event);
        return body == null ? "-" : new String(body, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $.detail.s           | "x y"
                    $.detail.n           | 1.50
                    $.detail.o           | {"a":"b","c":[1,"d"]}
                    $.detail.o.c[1]      | "d"
                    $.detail['s']        | "x y"
                    $.detail.with-dash   | "d"
                    $.detail-type        | "Type"
                    $.resources[0]       | "arn:a"
                    $.detail.m[*].k      | [1,2]
                    $.detail.z           | null
                    $.detail.missing     | null
                    """)
    void a_path_gives_a_part_of_the_event(String path, String expected) {
        assertThat(apply(Target.builder().inputPath(path))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a": <s>,  "b": "<s>"}     | {"a": "x y",  "b": "x y"}
                    {"a": <n>, "b": "<n>"}      | {"a": 1.50, "b": "1.50"}
                    {"a": <o>}                  | {"a": {"a":"b","c":[1,"d"]}}
                    {"a": "<o>"}                | -
                    {"a": "<l>"}                | -
                    {"a": <l>, "b": "<t>"}      | {"a": ["A","B"], "b": "true"}
                    {"a": <q>, "b": "<q>"}      | {"a": "say \\"hi\\"", "b": "say \\"hi\\""}
                    {"a": <missing>, "b": "<missing>"} | {"a": "", "b": ""}
                    {"a": <z>}                  | {"a": null}
                    [<s>, <n>]                  | ["x y", 1.50]
                    <o>                         | {"a":"b","c":[1,"d"]}
                    <s>                         | "x y"
                    "<o> <l> <t> <s>"           | "{a:b,c:[1,d]} [A,B] true x y"
                    "<missing>!"                | "!"
                    "{[/<s>"                    | "{[/x y"
                    "a < b > c"                 | "a < b > c"
                    "<aws.events.rule-arn>"     | "arn:aws:events:us-east-1:000000000000:rule/orders/r"
                    "<aws.events.rule-name>"    | "r"
                    {"t": <aws.events.event.ingestion-time>} | {"t": "2024-01-02T03:04:06Z"}
                    <aws.events.event>          | {"id":"i-1","account":"000000000000","detailType":"Type","time":"2024-01-02T03:04:05Z","source":"shop","region":"us-east-1","resources":["arn:a"],"version":"0"}
                    """)
    void a_template_is_filled(String template, String expected) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (String name : "s q n t z o l missing".split(" ", -1)) {
            paths.put(name, "$.detail." + name);
        }
        InputTransformer transformer =
                InputTransformer.builder().inputPathsMap(paths).inputTemplate(template).build();

        assertThat(apply(Target.builder().inputTransformer(transformer))).isEqualTo(expected);
    }

    @Test
    void the_whole_event_is_a_variable_too() {
        InputTransformer transformer =
                InputTransformer.builder().inputTemplate("<aws.events.event.json>").build();

        assertThat(apply(Target.builder().inputTransformer(transformer))).isEqualTo(EVENT);
    }

    @Test
    void a_constant_is_what_was_given() {
        assertThat(apply(Target.builder().input("{ \"a\" : 1 }"))).isEqualTo("{ \"a\" : 1 }");
    }
}
