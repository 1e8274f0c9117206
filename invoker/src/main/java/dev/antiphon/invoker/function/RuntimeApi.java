package dev.antiphon.invoker.function;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API for one process, which is known by the port that it was told
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 *
 * <p>Works on the event loop that it was started from.
 */
final class RuntimeApi {
    /** What a function may return at most. */
    static final int LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

    /** What it may return at most while its caller listens. */
    static final int LARGEST_STREAM = 200 << 20;

    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private static final String HOST = "127.0.0.1";
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String INVOCATION = PREFIX + "invocation/";
    private static final String ACCEPTED = "{\"status\":\"OK\"}\n";

    /** What the process says. */
    interface Listener {
        /** Whether it waits for an invocation already: it gets one at a time. */
        boolean waits();

        /** It is ready for an invocation, and waits for it at the other end of the line. */
        void next(HttpServerResponse line);

        /**
         * Whether the invocation of that id runs there at present and has not begun to answer: what
         * is said of another one is refused.
         */
        boolean runs(String requestId);

        /**
         * It begins to answer by a stream.
         *
         * @param body is held up while the caller does not take what has come
         * @return where it goes, or null if it is to be gathered
         */
        @Nullable StreamedResponse streams(String contentType, ReadStream<?> body);

        /** Whether the invocation of that id is being answered by a stream. */
        boolean streams(String requestId);

        /**
         * @param body nothing if it was streamed
         */
        void responded(byte[] body);

        /** The response is larger than may be. */
        void responseTooLarge(int limit);

        /** The invocation has failed, by what the function or its runtime says. */
        void failed(byte[] error);

        /** Whether it has not asked for an invocation yet. */
        boolean starts();

        /** There will be no next. */
        void initFailed(byte[] error);
    }

    private final Listener listener;
    private @Nullable HttpServer server;

    RuntimeApi(Listener listener) {
        this.listener = listener;
    }

    /** Listens on a free port of the loopback. Completes with the address, on the event loop. */
    Future<String> listen(Vertx vertx) {
        HttpServerConfig config =
                new HttpServerConfig()
                        .setHandle100ContinueAutomatically(true)
                        .setIdleTimeout(Duration.ZERO)
                        .setHttp1Config(
                                new Http1ServerConfig()
                                        .setMaxHeaderSize(1 << 20)
                                        .setMaxChunkSize(1 << 16));
        HttpServer made =
                vertx.createHttpServer(config)
                        .connectionHandler(Trailers::keep)
                        .requestHandler(this::requested);
        server = made;
        return made.listen(0, HOST).map(listening -> HOST + ":" + listening.actualPort());
    }

    void close() {
        if (server != null) {
            var _ = server.close();
        }
    }

    private void requested(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith(PREFIX)) {
            refuse(request.response(), 404, "InvalidResource", "No resource has this path.");
        } else if (path.equals(INVOCATION + "next") && request.method().equals(HttpMethod.GET)) {
            if (listener.waits()) {
                refuseTransition(request.response(), "Ready", "Ready");
            } else {
                listener.next(request.response());
            }
        } else if (path.equals(PREFIX + "init/error") && request.method().equals(HttpMethod.POST)) {
            take(
                    request,
                    body -> {
                        if (listener.starts()) {
                            accept(request.response());
                            listener.initFailed(body == null ? new byte[0] : body);
                        } else {
                            String state = listener.waits() ? "Ready" : "Running";
                            refuseTransition(request.response(), state, "InitError");
                        }
                    });
        } else if (path.startsWith(INVOCATION) && request.method().equals(HttpMethod.POST)) {
            String rest = path.substring(INVOCATION.length());
            int slash = rest.indexOf('/');
            String id = slash < 0 ? rest : rest.substring(0, slash);
            switch (slash < 0 ? "" : rest.substring(slash + 1)) {
                case "response" -> {
                    if ("streaming"
                            .equalsIgnoreCase(
                                    request.getHeader("Lambda-Runtime-Function-Response-Mode"))) {
                        stream(request, id);
                    } else {
                        take(request, body -> responded(request, id, body));
                    }
                }
                case "error" ->
                        take(
                                request,
                                body -> {
                                    if (known(request.response(), id)) {
                                        accept(request.response());
                                        listener.failed(body == null ? new byte[0] : body);
                                    }
                                });
                default -> refuse(request.response(), 404, "InvalidResource", "No such resource.");
            }
        } else {
            refuse(request.response(), 405, "InvalidMethod", "The method is not allowed.");
        }
    }

    private void responded(HttpServerRequest request, String id, byte @Nullable [] body) {
        if (!known(request.response(), id)) {
            return;
        }
        if (body == null) {
            refuseTooLarge(request.response(), LARGEST_RESPONSE);
            listener.responseTooLarge(LARGEST_RESPONSE);
        } else {
            accept(request.response());
            listener.responded(body);
        }
    }

    /** Takes a response that is made while it is sent. */
    private void stream(HttpServerRequest request, String id) {
        if (!known(request.response(), id)) {
            return;
        }
        String type = request.getHeader("Content-Type");
        StreamedResponse response =
                listener.streams(type == null ? "application/octet-stream" : type, request);
        Buffer gathered = Buffer.buffer();
        int limit = response == null ? LARGEST_RESPONSE : LARGEST_STREAM;
        int[] length = new int[1];
        request.handler(part -> {
            if (!listener.streams(id)) {
                return; // what was to be said of it is said
            }
            if (part.length() > limit - length[0]) {
                listener.responseTooLarge(limit);
                return;
            }
            length[0] += part.length();
            if (response == null) {
                gathered.appendBuffer(part);
            } else {
                response.add(part.getBytes());
            }
        });
        request.endHandler(_ -> {
            if (!listener.streams(id)) {
                refuseTooLarge(request.response(), limit);
                return;
            }
            String error = request.getHeader(ERROR_TYPE);
            if (error == null) {
                listener.responded(gathered.getBytes());
            } else {
                listener.failed(errorBody(error, request.getHeader(ERROR_BODY)));
            }
            // After that: what the process has asked in the same breath is heard within.
            accept(request.response());
        });
    }

    /** An error midway is told behind the body. */
    private static byte[] errorBody(String type, @Nullable String base64) {
        try {
            byte[] body = Base64.getDecoder().decode(base64 == null ? "" : base64);
            if (body.length > 0) {
                return body;
            }
        } catch (IllegalArgumentException e) {
            // Its kind is known all the same.
        }
        return new Failure(type, type).json();
    }

    private boolean known(HttpServerResponse response, String id) {
        if (listener.runs(id)) {
            return true;
        }
        refuse(response, 400, "InvalidRequestID", "Invalid request ID");
        return false;
    }

    @FunctionalInterface
    private interface Taken {
        void body(byte @Nullable [] body);
    }

    /** Gathers a body, and drops what is more than may be. */
    private static void take(HttpServerRequest request, Taken taken) {
        Buffer all = Buffer.buffer();
        boolean[] tooMuch = new boolean[1];
        request.handler(part -> {
            if (!tooMuch[0] && all.length() + part.length() <= LARGEST_RESPONSE) {
                all.appendBuffer(part);
            } else {
                tooMuch[0] = true;
            }
        });
        request.endHandler(_ -> taken.body(tooMuch[0] ? null : all.getBytes()));
    }

    private static void refuseTooLarge(HttpServerResponse response, int limit) {
        refuse(
                response,
                413,
                "RequestEntityTooLarge",
                "Exceeded maximum allowed payload size (" + limit + " bytes).");
    }

    private static void accept(HttpServerResponse response) {
        response.setStatusCode(202).putHeader("Content-Type", "application/json");
        var _ = response.end(ACCEPTED);
    }

    /** It is in no state for what it says. */
    private static void refuseTransition(HttpServerResponse response, String from, String to) {
        refuse(
                response,
                403,
                "InvalidStateTransition",
                "State transition from " + from + " to " + to + " failed for runtime.");
    }

    private static void refuse(
            HttpServerResponse response, int status, String type, String message) {
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        var _ =
                response.end(
                        "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n");
    }
}
