package dev.antiphon.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The coding itself; signed chunks are in {@link KnownAnswersTest} and {@link SdkSignersTest}. */
class ChunkedBodyTest {
    @Test
    void chunks_are_joined() throws Exception {
        assertThat(decode("3\r\nabc\r\nA\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n"))
                .isEqualTo("abc0123456789");
        assertThat(decode("0\r\n\r\n")).isEmpty();
        assertThat(decode("1\r\na\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3\r\n",
                "3\r\nab",
                "3\r\nabc",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc\r\n",
                "-1\r\n\r\n",
                "x\r\n\r\n",
                "\r\n",
                "7fffffff\r\nabc\r\n0\r\n\r\n",
                "ffffffff\r\nabc\r\n0\r\n\r\n",
                "fffffffff\r\nabc\r\n0\r\n\r\n",
                "0\r\nno colon\r\n\r\n",
                "0\r\na:b\r\n\r\nmore",
                "0\r\na:b\r\n\r\n\r\nmore"
            })
    void what_is_not_in_the_coding_is_refused(String body) {
        assertThatThrownBy(() -> decode(body))
                .isInstanceOfSatisfying(
                        ChunkedBody.Broken.class, e -> assertThat(e.signature()).isFalse());
    }

    @Test
    void a_signed_chunk_has_a_signature() {
        byte[] body = "1\r\na\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() ->
                        new ChunkedBody(body, ChunkedBody.Form.SIGNED, signed(), key()).decode())
                .isInstanceOf(ChunkedBody.Broken.class)
                .hasMessage("a chunk has no signature");
    }

    private static String decode(String body) throws ChunkedBody.Broken {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return new String(
                new ChunkedBody(bytes, ChunkedBody.Form.UNSIGNED_WITH_TRAILER, signed(), key())
                        .decode(),
                StandardCharsets.US_ASCII);
    }

    private static Signed signed() {
        return new Signed(
                new Scope("AKID", "20260101", "us-east-1", "s3"),
                List.of("host"),
                "00",
                "20260101T000000Z",
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ZERO,
                null);
    }

    private static SecretKeySpec key() {
        return new SecretKeySpec(new byte[32], "HmacSHA256");
    }
}
