package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.antiphon.api.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

class MessageRulesTest {
    private static final String LONG = "L".repeat(257);

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static AwsException refusal(Runnable check) {
        return assertThatExceptionOfType(AwsException.class).isThrownBy(check::run).actual();
    }

    @Test
    void a_body_may_have_the_characters_of_xml() {
        for (String body :
                List.of(
                        "a",
                        "\t\n\r",
                        " ~\u007f",
                        "ä\ud7ff\ue000\ufffd",
                        "\ud83d\ude00",
                        "x\uD83D\uDE00")) {
            assertThat(MessageRules.checkBody(body))
                    .isEqualTo(body.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void a_body_with_another_character_is_refused() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("\u0001", "1");
        refused.put("ok\u0000", "0");
        refused.put("ä\u000b", "B");
        refused.put("\u001f", "1F");
        refused.put("a\ud800b", "D800");
        refused.put("\udc00", "DC00");
        refused.put("\ufffe", "FFFE");
        refused.put("\uffff", "FFFF");
        refused.forEach((body, character) -> {
            AwsException error = refusal(() -> MessageRules.checkBody(body));
            assertThat(error.code()).isEqualTo("InvalidMessageContents");
            assertThat(error.text())
                    .isEqualTo(
                            "Invalid binary character '#x"
                                    + character
                                    + "' was found in the message body, the set of allowed"
                                    + " characters is #x9 | #xA | #xD | [#x20-#xD7FF] |"
                                    + " [#xE000-#xFFFD] | [#x10000-#x10FFFF].");
        });
    }

    @Test
    void a_message_without_a_body_is_refused() {
        AwsException error = refusal(() -> MessageRules.checkBody(""));
        assertThat(error.code()).isEqualTo("MissingParameter");
        assertThat(error.text()).isEqualTo("The request must contain the parameter MessageBody.");
    }

    @Test
    void a_message_may_be_as_long_as_its_queue_says() {
        assertThatNoException().isThrownBy(() -> MessageRules.checkSize(1024, 1024));
        AwsException error = refusal(() -> MessageRules.checkSize(1_048_577, 1_048_576));
        assertThat(error.code()).isEqualTo("InvalidParameterValue");
        assertThat(error.text())
                .isEqualTo(
                        "One or more parameters are invalid. Reason: Message must be shorter than"
                                + " 1048576 bytes.");
    }

    @Test
    void attributes_count_with_name_type_and_value() {
        assertThat(MessageRules.checkAttributes(Map.of())).isZero();
        assertThat(MessageRules.checkAttributes(Map.of("k", attribute("String", "x"))))
                .isEqualTo(8);
        assertThat(MessageRules.checkAttributes(Map.of("ö", attribute("Number.int", "12"))))
                .isEqualTo(14);
        MessageAttributeValue binary =
                MessageAttributeValue.builder()
                        .dataType("Binary.png")
                        .binaryValue(SdkBytes.fromByteArray(new byte[3]))
                        .build();
        assertThat(MessageRules.checkAttributes(Map.of("b", binary))).isEqualTo(14);
    }

    @Test
    void names_of_attributes_follow_awss_rules() {
        String names =
                """
                attr.1øßä            | allowed
                Help.Me              | allowed
                a-b_c.9              | allowed
                AWSome               | allowed
                Amazonia.x           | allowed
                aWs.-Invalid-attr    | refused
                AMAZON.-Invalid-attr | refused
                .-Invalid-attr       | refused
                Invalid.             | refused
                in..valid            | refused
                Invalid-!-attr       | refused
                Invalid-"-attr       | refused
                Invalid-§-attr       | refused
                Invalid-(-attr       | refused
                Invalid-?-attr       | refused
                with blank           | refused
                """;
        for (List<String> row : Cases.of(names)) {
            assertThat(accepts(row.get(0), attribute("String", "Valid")))
                    .as(row.get(0))
                    .isEqualTo(row.get(1).equals("allowed"));
        }
        assertThat(accepts("L".repeat(256), attribute("String", "Valid"))).isTrue();
        assertThat(accepts(LONG, attribute("String", "Valid"))).isFalse();
    }

    @Test
    void types_and_values_of_attributes_must_fit() {
        String table =
                """
                String     | text       | allowed
                String.csv | text       | allowed
                Number     | 1          | allowed
                Number     | -12.5e3    | allowed
                Number.int | 1493147359900 | allowed
                Number     | 1e126      | allowed
                Number     | 1e-128     | allowed
                Number     | 12345678901234567890123456789012345678 | allowed
                Number     | 1e127      | Can't cast the value of message (user) attribute 'a' to a number.
                Number     | 1e-129     | Can't cast the value of message (user) attribute 'a' to a number.
                Number     | 123456789012345678901234567890123456789 | Can't cast the value of message (user) attribute 'a' to a number.
                Number     | 1e9999999999 | Can't cast the value of message (user) attribute 'a' to a number.
                Number     | twelve     | Can't cast the value of message (user) attribute 'a' to a number.
                String     |            | Message (user) attribute 'a' must contain a non-empty value of type 'String'.
                Binary     | text       | Message (user) attribute 'a' must contain a non-empty value of type 'Binary'.
                Invalid    | text       | The type of message (user) attribute 'a' is invalid. You must use only the following supported type prefixes: Binary, Number, String.
                string     | text       | The type of message (user) attribute 'a' is invalid. You must use only the following supported type prefixes: Binary, Number, String.
                Stringly   | text       | The type of message (user) attribute 'a' is invalid. You must use only the following supported type prefixes: Binary, Number, String.
                """;
        for (List<String> row : Cases.of(table)) {
            MessageAttributeValue attribute = attribute(row.get(0), row.get(1));
            if (row.get(2).equals("allowed")) {
                assertThat(accepts("a", attribute)).as(row.toString()).isTrue();
            } else {
                AwsException error =
                        refusal(() -> MessageRules.checkAttributes(Map.of("a", attribute)));
                assertThat(error.code()).isEqualTo("InvalidParameterValue");
                assertThat(error.text()).isEqualTo(row.get(2));
            }
        }
        assertThat(accepts("a", attribute("Number." + LONG, "1"))).isFalse();
        assertThat(accepts("a", attribute("String", "Invalid-\b,\u000b"))).isFalse();
    }

    @Test
    void a_message_has_at_most_ten_attributes() {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("a" + i, attribute("String", "x"));
        }
        assertThat(MessageRules.checkAttributes(attributes)).isEqualTo(90);
        attributes.put("a10", attribute("String", "x"));
        assertThat(refusal(() -> MessageRules.checkAttributes(attributes)).text())
                .isEqualTo("Number of message attributes [11] exceeds the allowed maximum [10].");
    }

    @Test
    void the_only_system_attribute_is_the_trace_header() {
        MessageSystemAttributeValue text =
                MessageSystemAttributeValue.builder().dataType("String").stringValue("x").build();
        assertThatNoException()
                .isThrownBy(
                        () -> MessageRules.checkSystemAttributes(Map.of("AWSTraceHeader", text)));
        assertThat(refusal(() -> MessageRules.checkSystemAttributes(Map.of("Other", text))).code())
                .isEqualTo("InvalidParameterValue");
        MessageSystemAttributeValue number =
                MessageSystemAttributeValue.builder().dataType("Number").stringValue("1").build();
        assertThat(
                        refusal(() ->
                                        MessageRules.checkSystemAttributes(
                                                Map.of("AWSTraceHeader", number)))
                                .code())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void ids_have_one_to_128_visible_characters() {
        for (String id : List.of("a", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "x".repeat(128))) {
            assertThatNoException().isThrownBy(() -> MessageRules.checkMessageGroupId(id));
        }
        for (String id : List.of("", "a b", "ä", "\u007f", "x".repeat(129))) {
            AwsException error = refusal(() -> MessageRules.checkMessageDeduplicationId(id));
            assertThat(error.code()).isEqualTo("InvalidParameterValue");
            assertThat(error.text())
                    .isEqualTo(
                            "Value "
                                    + id
                                    + " for parameter MessageDeduplicationId is invalid. Reason:"
                                    + " MessageDeduplicationId can only include alphanumeric and"
                                    + " punctuation characters. 1 to 128 in length.");
        }
    }

    private static boolean accepts(String name, MessageAttributeValue attribute) {
        try {
            MessageRules.checkAttributes(Map.of(name, attribute));
            return true;
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("InvalidParameterValue");
            return false;
        }
    }
}
