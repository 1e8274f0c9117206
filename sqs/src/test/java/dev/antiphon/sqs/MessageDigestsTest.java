package dev.antiphon.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** The digests are what AWS answered to the same messages. */
class MessageDigestsTest {
    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    @Test
    void a_body_is_digested_as_its_utf_8() {
        assertThat(MessageDigests.hex(MessageDigests.ofBody("message".getBytes(UTF_8))))
                .isEqualTo("78e731027d8fd50ed642340b7c9a63b3");
    }

    @Test
    void attributes_are_digested_in_the_order_of_their_names() {
        assertThat(
                        MessageDigests.ofAttributes(
                                Map.of(
                                        "Help.Me", string("Me"),
                                        "Hello", string("There"),
                                        "General", string("Kenobi"))))
                .isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
        assertThat(
                        MessageDigests.ofAttributes(
                                Map.of("Hello", string("There"), "General", string("Kenobi"))))
                .isEqualTo("fca026605781cb4126a1e9044df24232");
        assertThat(MessageDigests.ofAttributes(Map.of("k", string("x"))))
                .isEqualTo("a45daa70926828a2f0a1db3418e6feb4");
    }

    @Test
    void a_binary_attribute_is_digested_as_its_bytes() {
        byte[] value =
                Base64.getDecoder()
                        .decode(
                                "dHJhY2VwYXJlbnQeMDAtNzc0MDYyZDZjMzcwODFhNWEwYjliNWI4OGUzMDYyN2Mt"
                                        + "MmQyNDgyMjExZjY0ODlkYS0wMQ==");
        MessageAttributeValue binary =
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(value))
                        .build();
        assertThat(MessageDigests.ofAttributes(Map.of("attr1", binary)))
                .isEqualTo("8cbe4db156db8a94db8b801b7addb984");
    }

    @Test
    void system_attributes_have_a_digest_of_their_own() {
        MessageSystemAttributeValue trace =
                MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(
                                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;"
                                        + "Sampled=1")
                        .build();
        assertThat(MessageDigests.ofSystemAttributes(Map.of("AWSTraceHeader", trace)))
                .isEqualTo("5ae4d5d7636402d80f4eb6d213245a88");
    }

    @Test
    void where_there_are_no_attributes_there_is_no_digest() {
        assertThat(MessageDigests.ofAttributes(Map.of())).isNull();
        assertThat(MessageDigests.ofSystemAttributes(Map.of())).isNull();
    }
}
