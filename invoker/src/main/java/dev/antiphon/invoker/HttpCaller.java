package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes HTTP calls. One that is redirected has failed, as at AWS. */
final class HttpCaller implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Those that the client sets itself. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * @param body the call's, signed if it asks for that
     */
    CallOutcome call(OutsideCall.Http call, byte[] body) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(call, body);
        } catch (IllegalArgumentException e) {
            return new CallOutcome.Failed(
                    "INVALID_PARAMETER", "Not an HTTP request: " + e.getMessage(), false, null);
        }
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            return outcome(call, response);
        } catch (HttpConnectTimeoutException e) {
            return new CallOutcome.Failed("CONNECTION_FAILURE", said(e), true, null);
        } catch (HttpTimeoutException e) {
            return new CallOutcome.Failed("TIMEOUT", said(e), true, null);
        } catch (IOException e) {
            return new CallOutcome.Failed("CONNECTION_FAILURE", said(e), true, null);
        }
    }

    private static HttpRequest request(OutsideCall.Http call, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url()))
                        .timeout(call.timeout())
                        .method(
                                call.method(),
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        for (OutsideCall.Header header : call.headers()) {
            if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return request.build();
    }

    private static CallOutcome outcome(OutsideCall.Http call, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new CallOutcome.Succeeded();
        }
        boolean retryable = status >= 500 || call.retried().contains(status);
        return new CallOutcome.Failed(
                status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET",
                "The endpoint answered with status " + status + ".",
                retryable,
                retryAfter(response));
    }

    /** Only the form in seconds: endpoints that throttle use it. */
    private static @Nullable Duration retryAfter(HttpResponse<Void> response) {
        String value = response.headers().firstValue("retry-after").orElse("");
        return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
