package dev.antiphon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceivedMessagesTest {
    private static final String BODY_7 = "0000000000000007" + "000003" + "xxxx";
    private static final String BODY_8 = "0000000000000008" + "000012" + "xxxx";

    @Test
    void numbers_and_groups_are_read_in_the_order_of_the_answer() {
        ReceivedMessages messages =
                read(
                        """
                        {"Messages":[{"MessageId":"a","Body":"%s","ReceiptHandle":"r1"},
                         { "ReceiptHandle" : "r2" , "MD5OfBody" : "x" , "Body" : "%s" }]}
                        """
                                .formatted(BODY_7, BODY_8));

        assertThat(messages.count()).isEqualTo(2);
        assertThat(messages.number(0)).isEqualTo(7);
        assertThat(messages.group(0)).isEqualTo(3);
        assertThat(messages.number(1)).isEqualTo(8);
        assertThat(messages.group(1)).isEqualTo(12);
    }

    @Test
    void a_name_inside_of_a_text_is_not_a_member() {
        ReceivedMessages messages =
                read(
                        """
                        {"Messages":[{"Attributes":{"SenderId":"\\"Body\\":"},"Body":"%s","ReceiptHandle":"Body"}]}
                        """
                                .formatted(BODY_7));

        assertThat(messages.count()).isEqualTo(1);
        assertThat(messages.number(0)).isEqualTo(7);
    }

    @Test
    void nothing_received_is_nothing() {
        assertThat(read("{}").count()).isZero();
        assertThat(read("{\"Messages\":[]}").count()).isZero();
    }

    @Test
    void a_body_that_no_sender_of_ours_wrote_has_no_number() {
        ReceivedMessages messages =
                read("{\"Messages\":[{\"Body\":\"hello\",\"ReceiptHandle\":\"r\"}]}");

        assertThat(messages.number(0)).isNegative();
    }

    @Test
    void a_message_without_a_handle_is_refused() {
        assertThatThrownBy(() -> read("{\"Messages\":[{\"Body\":\"" + BODY_7 + "\"}]}"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failed_entries_are_seen() {
        assertThat(answer("{\"Successful\":[{\"Id\":\"Failed\"}]}").hasFailedEntries()).isFalse();
        assertThat(answer("{\"Failed\":[ ],\"Successful\":[]}").hasFailedEntries()).isFalse();
        assertThat(answer("{\"Successful\":[],\"Failed\" : [ {\"Id\":\"1\"}]}").hasFailedEntries())
                .isTrue();
    }

    private static ReceivedMessages read(String body) {
        try (Bench bench = new Bench(FakeSqs.settings(1))) {
            Queue queue = new Queue(bench.control(), "q", "http://x/q", false);
            ReceivedMessages messages = new ReceivedMessages(queue);
            messages.read(answer(body));
            return messages;
        }
    }

    private static Answer answer(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(200, bytes, 0, bytes.length, 0);
    }
}
