package dev.antiphon.wire.http;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketServerConfig;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's one port: HTTP/1.1 and HTTP/2, in clear text (by prior knowledge or upgrade) or over
 * TLS (by ALPN), on as many event loops as the config says.
 *
 * <p>A client that closes its sending side is taken for gone, as Netty's default has it: a long
 * poll must not hand messages to someone who is not there, and a closed socket looks the same.
 */
public final class HttpServer {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int HTTP_2_STREAMS = 256;

    private final HttpConfig config;
    private final Vertx vertx;
    private final List<io.vertx.core.http.HttpServer> listeners = new CopyOnWriteArrayList<>();

    private boolean stopped;

    private HttpServer(HttpConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Listens.
     *
     * @throws IOException with a message of one line, if the address is taken, not ours or the
     *     certificate cannot be read
     */
    public static HttpServer start(HttpConfig config, HttpHandler handler) throws IOException {
        ServerSSLOptions tls = tls(config.tls());
        VertxOptions options =
                new VertxOptions()
                        .setEventLoopPoolSize(config.eventLoops())
                        .setPreferNativeTransport(true)
                        .setDisableTCCL(true)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setClassPathResolvingEnabled(false)
                                        .setFileCachingEnabled(false));
        HttpServer server = new HttpServer(config, Vertx.vertx(options));
        try {
            server.listen(tls, handler);
            return server;
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static @Nullable ServerSSLOptions tls(HttpConfig.@Nullable Tls tls) throws IOException {
        if (tls == null) {
            return null;
        }
        for (Path file : List.of(tls.certificate(), tls.key())) {
            if (!Files.isReadable(file)) {
                throw new IOException("cannot read the TLS file " + file);
            }
        }
        return new ServerSSLOptions()
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .addCertPath(tls.certificate().toAbsolutePath().toString())
                                .addKeyPath(tls.key().toAbsolutePath().toString()));
    }

    private void listen(@Nullable ServerSSLOptions tls, HttpHandler handler) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        SocketAddress address =
                config.port() == 0
                        ? SocketAddress.sharedRandomPort(1, config.host())
                        : SocketAddress.inetSocketAddress(config.port(), config.host());
        Future<String> deployed =
                vertx.deployVerticle(
                        () -> listener(address, tls, handler, connections),
                        new DeploymentOptions().setInstances(config.eventLoops()));
        try {
            deployed.toCompletionStage()
                    .toCompletableFuture()
                    .get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot listen on "
                            + config.host()
                            + ":"
                            + config.port()
                            + ": "
                            + reason(e.getCause() == null ? e : e.getCause()),
                    e);
        } catch (TimeoutException e) {
            throw new IOException("cannot listen on " + config.host() + ": it takes too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Sets one event loop up to listen. All of them share the port. */
    private Deployable listener(
            SocketAddress address,
            @Nullable ServerSSLOptions tls,
            HttpHandler handler,
            AtomicInteger connections) {
        return context -> {
            EventLoop executor = ((ContextInternal) context).nettyEventLoop();
            Loop loop = new Loop(executor, config, handler, connections);
            long tick = config.timeouts().tick().toMillis();
            var _ = executor.scheduleAtFixedRate(loop::tick, tick, tick, TimeUnit.MILLISECONDS);
            io.vertx.core.http.HttpServer listener =
                    vertx.createHttpServer(serverConfig(), tls)
                            .connectionHandler(loop::connected)
                            .requestHandler(loop::requested)
                            .invalidRequestHandler(
                                    request -> loop.refuse(request, refusalOfInvalid(request)))
                            .exceptionHandler(error -> log.debug("a connection failed", error));
            listeners.add(listener);
            return listener.listen(address);
        };
    }

    private HttpServerConfig serverConfig() {
        HttpLimits limits = config.limits();
        return new HttpServerConfig()
                .setHandle100ContinueAutomatically(true)
                .setStrictThreadMode(true)
                .setIdleTimeout(config.timeouts().head())
                .setHttp1Config(
                        new Http1ServerConfig()
                                .setMaxInitialLineLength(limits.uriBytes())
                                .setMaxHeaderSize(limits.headerBytes())
                                .setMaxChunkSize(64 * 1024))
                .setHttp2Config(
                        new Http2ServerConfig()
                                .setInitialSettings(
                                        new Http2Settings()
                                                .setMaxConcurrentStreams(HTTP_2_STREAMS)
                                                .setMaxHeaderListSize(
                                                        limits.uriBytes() + limits.headerBytes())))
                .setWebSocketConfig(
                        new WebSocketServerConfig()
                                .setUsePerFrameCompression(false)
                                .setUsePerMessageCompression(false));
    }

    private static Refusal refusalOfInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.URI_TOO_LONG;
        }
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            return Refusal.HEADERS_TOO_LARGE;
        }
        return Refusal.MALFORMED;
    }

    private static String reason(Throwable error) {
        String message = error.getMessage();
        return message == null
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** Where the server listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(config.host(), listeners.getFirst().actualPort());
    }

    /**
     * Accepts no more, lets running exchanges finish within the limit, closes. Returns when all of
     * it is done.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        Duration limit = config.timeouts().stop();
        List<Future<Void>> shutdowns =
                listeners.stream().map(listener -> listener.shutdown(limit)).toList();
        // The limit again and a bit more, for the case that closing itself hangs.
        await(Future.join(shutdowns), limit.plusSeconds(5));
        await(vertx.close(), Duration.ofSeconds(5));
    }

    private static void await(Future<?> future, Duration limit) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("stopping was not clean: {}", reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
