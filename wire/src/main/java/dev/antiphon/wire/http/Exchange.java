package dev.antiphon.wire.http;

import dev.antiphon.api.MappedPublisher;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer: the body arrives, the handler is called, the answer is written, the
 * client takes it. Or the request is refused on the way.
 *
 * <p>Of a connection that speaks HTTP/1.1 there is one exchange at a time: Vert.x keeps what a
 * client pipelines until the answer before was written. HTTP/2 has one a stream.
 */
final class Exchange implements HttpExchange, Completable<Object> {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    /** How long a client may go on sending a body that was refused before its connection ends. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** What an answer takes beside its body, roughly. */
    private static final int HEAD_BYTES = 256;

    /** With this a client takes the answer that it got for complete, and stops sending. */
    private static final long HTTP_2_NO_ERROR = 0;

    private static final long HTTP_2_INTERNAL_ERROR = 2;

    private final Loop loop;
    private final Connection connection;
    private final HttpServerRequest incoming;
    private final boolean http2;
    private final Body body;

    private final int bodyLimit;

    /** Of the head's arrival, or of the refusal. */
    private long since;

    private int reserved;
    private boolean arrived;
    private boolean refused;
    private boolean answered;
    private boolean over;
    private @Nullable Pieces pieces;
    private long answerBytes;
    private Runnable whenTaken = () -> {};
    private @Nullable HttpRequest request;

    /** The client gave up this stream of HTTP/2. */
    private volatile boolean reset;

    Exchange(Loop loop, Connection connection, HttpServerRequest incoming) {
        this.loop = loop;
        this.connection = connection;
        this.incoming = incoming;
        this.http2 = incoming.version() == HttpVersion.HTTP_2;
        this.bodyLimit = loop.limits().bodyBytes(path(incoming));
        this.body = new Body(bodyLimit);
        this.since = loop.now();
    }

    /** Vert.x parses it leniently, but for some that are no paths it has none. */
    private static String path(HttpServerRequest incoming) {
        String path = incoming.path();
        return path == null ? "" : path;
    }

    @Override
    public Executor lane() {
        return loop.executor();
    }

    @Override
    public boolean cancelled() {
        return reset || connection.closed();
    }

    /** The head has come. */
    void begin() {
        connection.exchangeBegun();
        loop.receivingBegun(this);
        incoming.handler(this::arriving);
        incoming.endHandler(ignored -> arrived());
        incoming.exceptionHandler(this::broken);
        if (http2) {
            incoming.response().exceptionHandler(ignored -> lost());
        }
        if (declaredTooLarge()) {
            refuse(Refusal.BODY_TOO_LARGE);
        } else if (codedOtherwise() || addressedTwice()) {
            refuse(Refusal.MALFORMED);
        }
    }

    private boolean declaredTooLarge() {
        String length = incoming.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // A length of ten digits or more is too large without being read; Netty has seen to it
        // that it is a number.
        return length != null
                && (length.length() > 9 || Integer.parseInt(length.trim()) > bodyLimit);
    }

    /** Whether the end of the body cannot be told: Netty knows the chunked coding only. */
    private boolean codedOtherwise() {
        String coding = incoming.getHeader(HttpHeaderNames.TRANSFER_ENCODING);
        return coding != null && !coding.equalsIgnoreCase("chunked");
    }

    /** Whoever is on the way may have read the other host (RFC 9112, 3.2). */
    private boolean addressedTwice() {
        return !http2 && incoming.headers().getAll(HttpHeaderNames.HOST).size() > 1;
    }

    private void arriving(Buffer chunk) {
        if (refused) {
            return;
        }
        if (!body.fits(chunk.length())) {
            refuse(Refusal.BODY_TOO_LARGE);
        } else if (!loop.reserve(chunk.length())) {
            refuse(Refusal.OVERLOADED);
        } else {
            reserved += chunk.length();
            body.add(chunk);
        }
    }

    private void arrived() {
        arrived = true;
        loop.receivingEnded(this);
        if (refused) {
            if (!http2) {
                connection.close();
            }
            return;
        }
        byte[] sent = body.whole();
        byte[] decoded = sent;
        if ("gzip".equalsIgnoreCase(incoming.getHeader(HttpHeaderNames.CONTENT_ENCODING))
                && !verbatim()) {
            byte @Nullable [] inflated;
            try {
                inflated = Gzip.inflate(sent, bodyLimit);
            } catch (IOException e) {
                refuse(Refusal.MALFORMED_GZIP);
                return;
            }
            if (inflated == null) {
                refuse(Refusal.BODY_TOO_LARGE);
                return;
            }
            decoded = inflated;
        }
        request = request(decoded, sent);
        if (connection.admits()) {
            dispatch();
        } else {
            connection.hold(this);
        }
    }

    private HttpRequest request(byte[] decoded, byte[] sent) {
        String target = incoming.uri();
        if (!target.startsWith("/")) {
            target = withoutAuthority(target);
        }
        int question = target.indexOf('?');
        return new HttpRequest(
                incoming.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers(),
                decoded,
                sent,
                connection.scheme,
                connection.remote);
    }

    /** A client that takes us for a proxy sends {@code http://host/path}. */
    private static String withoutAuthority(String target) {
        int authority = target.indexOf("://");
        if (authority < 0) {
            return target;
        }
        int path = target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>(16);
        if (http2) {
            HostAndPort authority = incoming.authority();
            if (authority != null) {
                headers.add(new Header("host", authority.toString()));
            }
        }
        if (incoming.headers() instanceof HttpHeaders received) {
            Iterator<Map.Entry<CharSequence, CharSequence>> all = received.iteratorCharSequence();
            while (all.hasNext()) {
                Map.Entry<CharSequence, CharSequence> header = all.next();
                headers.add(
                        new Header(
                                HeaderNames.lowerCase(header.getKey()),
                                header.getValue().toString()));
            }
        } else {
            incoming.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        }
        return headers;
    }

    /** Hands the request on. */
    void dispatch() {
        HttpRequest whole = request;
        if (whole == null || cancelled()) {
            abandon();
            return;
        }
        forgetBody();
        try {
            loop.handler().handle(whole, this);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("failed to handle {} {}", whole.method(), whole.path(), e);
            if (!answered) {
                answer(Refusal.FAILED.answer(whole.header("content-type")));
            }
        }
    }

    /** From here on the request is counted by whoever holds it. */
    private void forgetBody() {
        loop.release(reserved);
        reserved = 0;
        body.drop();
        request = null;
    }

    /** The client has gone before the request was handed on. */
    void abandon() {
        loop.receivingEnded(this);
        forgetBody();
        if (!answered) {
            answered = true;
            over();
        }
    }

    /** The body will not come, for one reason or another. */
    private void broken(Throwable reason) {
        if (http2 || incoming.response().closed() || connection.closed()) {
            reset = true;
            abandon();
        } else if (!refused) {
            refuse(Refusal.MALFORMED);
        }
    }

    /** Answers with an error without asking the handler, and parts from the client. */
    private void refuse(Refusal refusal) {
        refused = true;
        since = loop.now();
        forgetBody();
        answer(
                verbatim()
                        ? refusal.plain()
                        : refusal.answer(incoming.getHeader(HttpHeaderNames.CONTENT_TYPE)));
    }

    /** Whether the body is a user's own affair. */
    private boolean verbatim() {
        HostAndPort authority = incoming.authority();
        return loop.handler()
                .takesVerbatim(
                        authority == null ? "" : authority.host().toLowerCase(Locale.ROOT),
                        path(incoming));
    }

    /** Looks whether the body has come in time. */
    void tick(long now) {
        if (cancelled()) {
            abandon();
        } else if (refused) {
            if (now - since > LINGER.toNanos()) {
                loop.receivingEnded(this);
                part(HTTP_2_NO_ERROR);
            }
        } else if (now - since > loop.timeouts().body().toNanos()) {
            refuse(Refusal.BODY_TIMED_OUT);
        }
    }

    private void part(long http2Error) {
        if (http2) {
            var _ = incoming.response().reset(http2Error);
        } else {
            connection.close();
        }
    }

    @Override
    public void answer(HttpAnswer answer, Runnable taken) {
        if (!loop.executor().inEventLoop()) {
            throw new IllegalStateException("an answer is given on the lane of its exchange");
        }
        if (answered) {
            throw new IllegalStateException("the exchange has its answer");
        }
        answered = true;
        Flow.Publisher<byte[]> rest = answer.rest();
        if (cancelled()) {
            over();
            drop(rest);
            taken.run();
            return;
        }
        whenTaken = taken;
        try {
            HttpServerResponse response = head(answer);
            if (rest == null || bodiless(answer.status())) {
                over();
                drop(rest);
                send(response, answer.body());
            } else {
                stream(response, answer.body(), rest);
            }
        } catch (RuntimeException e) {
            // Such as a header that HTTP does not allow.
            log.error("failed to write an answer", e);
            over();
            drop(rest);
            part(HTTP_2_INTERNAL_ERROR);
            taken();
        }
    }

    private static void drop(Flow.@Nullable Publisher<byte[]> rest) {
        if (rest != null) {
            MappedPublisher.drop(rest);
        }
    }

    /** Whether HTTP allows no body in an answer, whatever the handler has. */
    private boolean bodiless(int status) {
        return incoming.method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    private HttpServerResponse head(HttpAnswer answer) {
        HttpServerResponse response = incoming.response();
        response.setStatusCode(answer.status());
        for (Header header : answer.headers()) {
            // HTTP/2 forbids capitals in names.
            String name = http2 ? header.name().toLowerCase(Locale.ROOT) : header.name();
            response.headers().add(name, header.value()); // cookies come more than once
        }
        response.putHeader(HttpHeaderNames.DATE, loop.date());
        if (refused && !http2) {
            response.putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    private void send(HttpServerResponse response, byte[] body) {
        answerBytes = (long) body.length + HEAD_BYTES;
        loop.sending(connection, answerBytes);
        response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(body))).onComplete(this);
        loop.written(connection);
    }

    /** Sends what there is, and the rest as it comes. */
    private void stream(HttpServerResponse response, byte[] body, Flow.Publisher<byte[]> rest) {
        response.setChunked(true);
        long bytes = (long) body.length + HEAD_BYTES;
        loop.sending(connection, bytes);
        Future<Void> written =
                body.length == 0
                        ? response.writeHead()
                        : response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        Pieces following = new Pieces(loop, connection, response, this);
        pieces = following;
        connection.streaming(this);
        var _ =
                written.onComplete((_, failure) -> {
                    loop.taken(connection, bytes);
                    if (failure != null) {
                        lost();
                    }
                    rest.subscribe(following);
                });
        loop.written(connection);
    }

    /** The last piece of an answer was written. */
    void complete() {
        over();
        if (cancelled()) {
            taken();
            return;
        }
        answerBytes = 0;
        incoming.response().end().onComplete(this);
        if (incoming.version() == HttpVersion.HTTP_1_0) {
            connection.close(); // it knows no other end
        }
    }

    /** The rest of an answer will not come. */
    void brokenOff() {
        givenUp();
        part(HTTP_2_INTERNAL_ERROR);
    }

    /** Nobody waits for the rest of an answer any more. */
    void givenUp() {
        over();
        taken();
    }

    /** The client does not take the answer any more. */
    void lost() {
        if (http2) {
            reset = true;
            gone();
        } else {
            connection.gone();
        }
    }

    /** Whoever makes the rest of an answer need not go on. */
    void gone() {
        if (pieces != null) {
            pieces.gone();
        }
    }

    /** Nothing of the answer is to come any more. */
    void over() {
        if (!over) {
            over = true;
            connection.exchangeEnded();
            connection.streamed(this);
        }
    }

    private void taken() {
        Runnable last = whenTaken;
        whenTaken = () -> {};
        last.run();
    }

    /** The answer has left, or cannot. */
    @Override
    public void complete(Object nothing, Throwable failure) {
        if (failure != null) {
            lost();
        }
        loop.taken(connection, answerBytes);
        taken();
        if (refused && arrived && !http2) {
            connection.close();
        }
    }
}
