package dev.antiphon.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.Front;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.WireCall;
import dev.antiphon.wire.http.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.IoUtils;

/** What the SDK's own signer signs is accepted, and is not once it was changed. */
class SdkSignersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final AwsCredentialsIdentity KEY =
            AwsCredentialsIdentity.create("AKIDEXAMPLE", "a/secret+key");
    private static final AwsSessionCredentialsIdentity TEMPORARY =
            AwsSessionCredentialsIdentity.create("ASIAEXAMPLE", "another", "to/ken+with=signs");

    private final SignatureVerifier verifier =
            new SignatureVerifier(
                    Keyring.of(
                            List.of(
                                    new Credentials("AKIDEXAMPLE", "a/secret+key", "123456789012"),
                                    new Credentials(
                                            "ASIAEXAMPLE",
                                            "another",
                                            "210987654321",
                                            "to/ken+with=signs"))),
                    InstantSource.fixed(NOW.plusSeconds(30)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/123456789012/queue.fifo",
                "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Af/invocations",
                "/a%20b/%E2%82%AC//c/./d/../e/?q=1&q=0&empty=&plus=a%2Bb&space=a%20b&%C3%A9=%7E",
                "/?Action=SendMessage&MessageBody=caf%C3%A9%20%26%20%3D%2F"
            })
    void a_signature_in_the_header(String target) throws Exception {
        for (String body : List.of("", "{\"MessageBody\":\"caf\u00e9\"}")) {
            HttpRequest request = sign(KEY, post(target), body, "sqs", _ -> {});
            assertThat(request.header("authorization")).isNotNull();
            assertThat(verifier.verify(request, "sqs").credentials().account())
                    .isEqualTo("123456789012");
            assertTampered(request, "sqs");
        }
    }

    @Test
    void a_signature_in_the_query_string() throws Exception {
        HttpRequest request =
                sign(
                        KEY,
                        get("/?Action=GetCallerIdentity&Version=2011-06-15"),
                        "",
                        "sts",
                        r -> presign(r, Duration.ofMinutes(1)));
        assertThat(request.query()).contains("X-Amz-Signature=");
        assertThat(verifier.verify(request, "sts").region()).isEqualTo("eu-west-1");
        assertTampered(request, "sts");
    }

    @Test
    void a_temporary_key() throws Exception {
        for (Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how :
                List.<Consumer<SignRequest.Builder<AwsCredentialsIdentity>>>of(
                        _ -> {}, r -> presign(r, Duration.ofMinutes(1)))) {
            HttpRequest request = sign(TEMPORARY, get("/?Action=ListQueues"), "", "sqs", how);
            assertThat(verifier.verify(request, "sqs").credentials().account())
                    .isEqualTo("210987654321");
        }
        HttpRequest without = sign(KEY, get("/?Action=ListQueues"), "", "sqs", _ -> {});
        HttpRequest superfluous = Requests.withHeader(without, "x-amz-security-token", "token");
        assertRefused(superfluous, "sqs", "InvalidClientTokenId");
        HttpRequest request = sign(TEMPORARY, get("/?Action=ListQueues"), "", "sqs", _ -> {});
        assertRefused(
                Requests.without(request, "x-amz-security-token"), "sqs", "InvalidClientTokenId");
        assertRefused(
                Requests.withHeader(request, "x-amz-security-token", "other"),
                "sqs",
                "InvalidClientTokenId");
    }

    @Test
    void a_body_that_is_not_signed() throws Exception {
        HttpRequest request =
                sign(
                        KEY,
                        post("/bucket/key"),
                        "some data",
                        "s3",
                        r ->
                                r.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
        assertThat(request.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        verifier.verify(request, "s3");
        verifier.verify(Requests.withBody(request, new byte[] {1}), "s3");
        assertRefused(
                Requests.withHeader(
                        request,
                        "x-amz-content-sha256",
                        SigningKeys.sha256("some data".getBytes(StandardCharsets.UTF_8))),
                "s3",
                "InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "true, true, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "false, true, STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    })
    void a_body_in_chunks(boolean signed, boolean checksum, String form) throws Exception {
        String body = "0123456789".repeat(30_000);
        HttpRequest request =
                sign(
                        KEY,
                        post("/bucket/a%20key//with/../dots"),
                        body,
                        "s3",
                        r -> {
                            r.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signed)
                                    .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
                            if (checksum) {
                                r.putProperty(
                                        AwsV4HttpSigner.CHECKSUM_ALGORITHM,
                                        DefaultChecksumAlgorithm.CRC32);
                            }
                        });
        assertThat(request.header("x-amz-content-sha256")).isEqualTo(form);
        byte[] decoded = verifier.verify(request, "s3").request().body();
        assertThat(new String(decoded, StandardCharsets.UTF_8)).isEqualTo(body);

        for (int at = 0; at < request.body().length; at += signed ? 9_973 : request.body().length) {
            byte[] changed = request.body().clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> verifier.verify(Requests.withBody(request, changed), "s3"))
                    .isInstanceOf(AwsException.class);
        }
    }

    @Test
    void a_presigned_url_expires() throws Exception {
        HttpRequest request =
                sign(
                        KEY,
                        get("/?Action=ListQueues"),
                        "",
                        "sqs",
                        r -> presign(r, Duration.ofSeconds(29)));
        assertThatThrownBy(() -> verifier.verify(request, "sqs"))
                .isInstanceOf(AwsException.class)
                .hasMessage(
                        "Signature expired: 20260301T123525Z is now earlier than"
                                + " 20260301T123526Z");
        HttpRequest longer =
                Requests.withQuery(
                        request, request.query().replace("X-Amz-Expires=29", "X-Amz-Expires=9999"));
        assertRefused(longer, "sqs", "SignatureDoesNotMatch");
    }

    @Test
    void the_caller_is_who_has_signed_and_not_who_is_named_beside() throws Exception {
        HttpRequest signed =
                sign(KEY, get("/?Action=GetCallerIdentity&Version=2011-06-15"), "", "sts", _ -> {});
        HttpRequest decoy =
                Requests.changing(
                        signed,
                        "authorization",
                        value ->
                                value.replace(
                                        "Credential=",
                                        "NoCredential=999999999999/20260301/us-east-1/sts"
                                                + "/aws4_request, Credential="));
        List<Caller> callers = new ArrayList<>();
        Backend backend =
                new Backend() {
                    @Override
                    public boolean serves(String service, String operation) {
                        return true;
                    }

                    @Override
                    public void call(WireCall call) {
                        callers.add(call.caller());
                    }
                };
        new Front(List.of("sts"), backend, verifier.authenticator()).handle(decoy, UNANSWERED);
        assertThat(callers)
                .singleElement()
                .satisfies(caller -> {
                    assertThat(caller.account()).isEqualTo("123456789012");
                    assertThat(caller.region()).isEqualTo("eu-west-1");
                    assertThat(caller.accessKeyId()).isEqualTo("AKIDEXAMPLE");
                });
    }

    private static final HttpExchange UNANSWERED =
            new HttpExchange() {
                @Override
                public Executor lane() {
                    return Runnable::run;
                }

                @Override
                public boolean cancelled() {
                    return false;
                }

                @Override
                public void answer(HttpAnswer answer, Runnable taken) {
                    throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
                }
            };

    /** Every part of a request is changed in turn. */
    private void assertTampered(HttpRequest request, String service) {
        List<HttpRequest> changed = new ArrayList<>();
        changed.add(Requests.withMethod(request, "PUT"));
        changed.add(Requests.withPath(request, request.path() + "x"));
        changed.add(Requests.withPath(request, "/other"));
        changed.add(Requests.withQuery(request, request.query() + "&more=1"));
        changed.add(Requests.withBody(request, new byte[] {1, 2, 3}));
        changed.add(Requests.withHeader(request, "host", "elsewhere"));
        for (Header header : request.headers()) {
            // The SDK leaves out what proxies change.
            if (header.name().startsWith("x-amz-") || header.name().equals("content-type")) {
                changed.add(Requests.changing(request, header.name(), value -> value + "1"));
                changed.add(Requests.without(request, header.name()));
            }
        }
        for (String pair : request.query().split("&")) {
            if (!pair.isEmpty()) {
                changed.add(Requests.withQuery(request, request.query().replace(pair, pair + "1")));
            }
        }
        String authorization = request.header("authorization");
        if (authorization != null) {
            for (int i = 0; i < authorization.length(); i++) {
                char other = authorization.charAt(i) == 'a' ? 'b' : 'a';
                String text =
                        authorization.substring(0, i) + other + authorization.substring(i + 1);
                changed.add(Requests.withHeader(request, "authorization", text));
            }
            changed.add(Requests.without(request, "authorization"));
        }
        for (HttpRequest each : changed) {
            assertThatThrownBy(() -> verifier.verify(each, service))
                    .as("%s", each)
                    .isInstanceOf(AwsException.class);
        }
    }

    private void assertRefused(HttpRequest request, String service, String code) {
        assertThatThrownBy(() -> verifier.verify(request, service))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void presign(
            SignRequest.Builder<AwsCredentialsIdentity> request, Duration time) {
        request.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, time);
    }

    private static SdkHttpRequest get(String target) {
        return request(target).method(SdkHttpMethod.GET).build();
    }

    private static SdkHttpRequest post(String target) {
        return request(target)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Meta-Twice", List.of("one", " two  spaces "))
                .build();
    }

    /** Over TLS, or the SDK signs all bodies whatever it is told. */
    private static SdkHttpRequest.Builder request(String target) {
        return SdkHttpRequest.builder().uri(URI.create("https://localhost:4566" + target));
    }

    private static HttpRequest sign(
            AwsCredentialsIdentity key,
            SdkHttpRequest request,
            String body,
            String service,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how)
            throws Exception {
        boolean empty = body.isEmpty();
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(r -> {
                            r.identity(key)
                                    .request(request)
                                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                                    .putProperty(
                                            AwsV4HttpSigner.SIGNING_CLOCK,
                                            Clock.fixed(NOW, ZoneOffset.UTC));
                            if (!empty) {
                                r.payload(ContentStreamProvider.fromUtf8String(body));
                            }
                            how.accept(cast(r));
                        });
        return received(
                signed.request(),
                signed.payload().isPresent()
                        ? IoUtils.toByteArray(signed.payload().get().newStream())
                        : new byte[0]);
    }

    @SuppressWarnings("unchecked")
    private static SignRequest.Builder<AwsCredentialsIdentity> cast(
            SignRequest.Builder<?> request) {
        return (SignRequest.Builder<AwsCredentialsIdentity>) request;
    }

    /** As it comes over the wire. */
    private static HttpRequest received(SdkHttpRequest request, byte[] body) {
        List<Header> headers = new ArrayList<>();
        request.forEachHeader((name, values) ->
                values.forEach(value ->
                        headers.add(new Header(name.toLowerCase(Locale.ROOT), value.trim()))));
        if (headers.stream().noneMatch(h -> h.name().equals("host"))) {
            headers.add(new Header("host", "localhost:4566"));
        }
        URI uri = request.getUri();
        return new HttpRequest(
                request.method().name(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                headers,
                body,
                "http",
                "127.0.0.1:50000");
    }
}
