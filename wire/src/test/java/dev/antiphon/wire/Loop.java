package dev.antiphon.wire;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.http.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/**
 * A front with a backend of one function, and clients that speak to it without a network: what an
 * SDK has marshalled goes in as it is, and what comes out is unmarshalled by the SDK.
 */
final class Loop implements SdkHttpClient, Backend {
    private final Front front;
    private final Function<WireCall, SdkPojo> answers;
    private final List<WireCall> calls = new ArrayList<>();
    private Flow.@Nullable Publisher<SdkPojo> events;
    private @Nullable HttpRequest request;
    private @Nullable HttpAnswer answer;

    Loop(List<String> services, Function<WireCall, SdkPojo> answers) {
        this.front = new Front(services, this, Authenticator.ANYONE);
        this.answers = answers;
    }

    /** A front of one service that always answers the same. */
    static Loop answering(String service, SdkPojo answer) {
        return new Loop(List.of(service), _ -> answer);
    }

    /** A front of one service that always answers with a stream. */
    static Loop streaming(String service, SdkPojo answer, Flow.Publisher<SdkPojo> events) {
        Loop loop = answering(service, answer);
        loop.events = events;
        return loop;
    }

    /** A front of one service that always fails. */
    static Loop failing(String service, String code) {
        return new Loop(
                List.of(service),
                (WireCall _) -> {
                    throw AwsException.sender(code, "there is none");
                });
    }

    /** A client of an official SDK that speaks to this front. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(this)
                .region(Region.EU_WEST_1)
                .endpointOverride(URI.create("http://localhost:4566"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    /** What the front answers to a request made by hand. */
    HttpAnswer send(HttpRequest made) {
        request = made;
        answer = null;
        front.handle(
                made,
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
                    public void answer(HttpAnswer given, Runnable taken) {
                        if (answer != null) {
                            throw new AssertionError("answered twice");
                        }
                        answer = given;
                        taken.run();
                    }
                });
        return answer();
    }

    HttpAnswer answer() {
        if (answer == null) {
            throw new AssertionError("there was no answer");
        }
        return answer;
    }

    String body() {
        return new String(answer().body(), StandardCharsets.UTF_8);
    }

    HttpRequest request() {
        if (request == null) {
            throw new AssertionError("there was no request");
        }
        return request;
    }

    WireCall call() {
        return calls.getLast();
    }

    List<WireCall> calls() {
        return calls;
    }

    @Override
    public boolean serves(String service, String operation) {
        return !operation.equals("RemovePermission");
    }

    @Override
    public void call(WireCall call) {
        calls.add(call);
        SdkPojo response;
        try {
            response = answers.apply(call);
        } catch (RuntimeException e) {
            call.fail(e);
            return;
        }
        if (events == null) {
            call.reply(response);
        } else {
            call.reply(response, events);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest executed) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return response(send(request(executed)));
            }

            @Override
            public void abort() {}
        };
    }

    private static HttpRequest request(HttpExecuteRequest executed) {
        SdkHttpRequest http = executed.httpRequest();
        List<Header> headers = new ArrayList<>();
        http.forEachHeader((name, values) ->
                values.forEach(
                        value -> headers.add(new Header(name.toLowerCase(Locale.ROOT), value))));
        byte[] body =
                executed.contentStreamProvider().map(p -> bytes(p.newStream())).orElse(new byte[0]);
        return new HttpRequest(
                http.method().name(),
                http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                headers,
                body,
                http.protocol(),
                "127.0.0.1");
    }

    private static byte[] bytes(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpExecuteResponse response(HttpAnswer answer) {
        SdkHttpFullResponse http = full(answer);
        return HttpExecuteResponse.builder()
                .response(http)
                .responseBody(http.content().orElseThrow())
                .build();
    }

    /** An answer as the SDK's unmarshallers take it. */
    static SdkHttpFullResponse full(HttpAnswer answer) {
        SdkHttpFullResponse.Builder http =
                SdkHttpFullResponse.builder().statusCode(answer.status());
        answer.headers().forEach(h -> http.appendHeader(h.name(), h.value()));
        http.putHeader("Content-Length", Integer.toString(answer.body().length));
        return http.content(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }

    @Override
    public void close() {}
}
