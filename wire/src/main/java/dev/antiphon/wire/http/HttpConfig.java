package dev.antiphon.wire.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the edge listens.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param eventLoops threads that read and write
 * @param tls the certificate and its key, or null for plain HTTP
 */
public record HttpConfig(
        String host,
        int port,
        int eventLoops,
        @Nullable Tls tls,
        HttpLimits limits,
        HttpTimeouts timeouts) {

    /**
     * Both in PEM.
     *
     * @param certificate followed by its chain, if it has one
     */
    public record Tls(Path certificate, Path key) {}

    /** On loopback, at AWS emulators' usual port. */
    public static final HttpConfig DEFAULTS =
            new HttpConfig(
                    "127.0.0.1",
                    4566,
                    Math.max(2, Runtime.getRuntime().availableProcessors()),
                    null,
                    HttpLimits.DEFAULTS,
                    HttpTimeouts.DEFAULTS);

    public HttpConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops must be at least 1, not " + eventLoops);
        }
    }
}
