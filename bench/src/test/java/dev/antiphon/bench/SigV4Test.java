package dev.antiphon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.sigv4.Credentials;
import dev.antiphon.wire.sigv4.Keyring;
import dev.antiphon.wire.sigv4.SignatureVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SigV4Test {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));
    private static final Endpoint ENDPOINT = new Endpoint("127.0.0.1", 4566);

    private final Authenticator verifier =
            new SignatureVerifier(
                            Keyring.of(List.of(new Credentials("AKID", "secret", "123456789012"))),
                            CLOCK)
                    .authenticator();

    @Test
    void a_server_that_verifies_accepts_the_signature() {
        HttpRequest request = request(signing("secret"), "{\"QueueUrl\":\"x\"}");

        assertThat(verifier.verify(request, "sqs"))
                .isEqualTo(new Authenticator.Signer("123456789012", "eu-west-1", "AKID"));
    }

    @Test
    void the_same_signer_signs_one_request_after_the_other() {
        SigV4 signing = signing("secret");

        assertThat(verifier.verify(request(signing, "{}"), "sqs")).isNotNull();
        assertThat(verifier.verify(request(signing, "{\"a\":1}"), "sqs")).isNotNull();
    }

    @Test
    void another_secret_is_refused() {
        HttpRequest request = request(signing("guessed"), "{}");

        assertThatThrownBy(() -> verifier.verify(request, "sqs")).isInstanceOf(AwsException.class);
    }

    @Test
    void the_dummy_is_refused() {
        HttpRequest request = request(Signing.dummy("AKID", "eu-west-1"), "{}");

        assertThatThrownBy(() -> verifier.verify(request, "sqs")).isInstanceOf(AwsException.class);
    }

    private static SigV4 signing(String secret) {
        return new SigV4("AKID", secret, "eu-west-1", ENDPOINT.authority(), CLOCK);
    }

    /** What a server reads of what the generator writes. */
    private static HttpRequest request(Signing signing, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(Requests.MOST_HEADERS + body.length);
        new Requests(ENDPOINT, signing).write(Operation.SEND_MESSAGE, body, body.length, out);
        String[] parts =
                new String(out.array(), 0, out.position(), StandardCharsets.UTF_8)
                        .split("\r\n\r\n", 2);
        List<Header> headers = new ArrayList<>();
        parts[0].lines()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .forEach(header ->
                        headers.add(new Header(header[0].toLowerCase(Locale.ROOT), header[1])));
        return new HttpRequest(
                "POST",
                "/",
                "",
                headers,
                parts[1].getBytes(StandardCharsets.UTF_8),
                "http",
                "127.0.0.1");
    }
}
