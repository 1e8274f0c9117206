package dev.antiphon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();

    @Test
    void an_answer_is_whole_when_its_last_byte_has_come() {
        String text = "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-length:5\r\n\r\nhello";

        assertThat(lengthsUntilWhole(text)).isEqualTo(text.length());
        assertThat(reader.answer(0).status()).isEqualTo(200);
        assertThat(reader.answer(0).body()).isEqualTo("hello");
    }

    @Test
    void chunks_are_put_together() {
        String chunks = "3\r\nhel\r\nA;x=y\r\nlo, world!\r\n0\r\n\r\n";
        String text = "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;

        assertThat(lengthsUntilWhole(text)).isEqualTo(text.length());
        assertThat(reader.answer(0).status()).isEqualTo(400);
        assertThat(reader.answer(0).body()).isEqualTo("hello, world!");
    }

    @Test
    void an_answer_may_have_no_body() {
        String text = "HTTP/1.1 200 OK\r\nContent-Type: x\r\nContent-Length: 0\r\n\r\n";

        assertThat(lengthsUntilWhole(text)).isEqualTo(text.length());
        assertThat(reader.answer(0).body()).isEmpty();
    }

    @Test
    void the_next_answer_begins_afresh() {
        lengthsUntilWhole("HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\nlong");
        reader.clear();
        lengthsUntilWhole("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        assertThat(reader.answer(0)).hasToString("200 ok");
    }

    @Test
    void what_is_not_http_is_refused() {
        assertThatThrownBy(() -> lengthsUntilWhole("220 mail.example.com ESMTP\r\n\r\n"))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Lets a text arrive byte by byte; says after how many the answer was whole. */
    private int lengthsUntilWhole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            if (reader.add(ByteBuffer.wrap(bytes, i, 1))) {
                return i + 1;
            }
        }
        return -1;
    }
}
