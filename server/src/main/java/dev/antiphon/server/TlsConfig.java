package dev.antiphon.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files to speak TLS with, both or none of them.
 *
 * @param tlsCert the certificate in PEM, followed by its chain
 * @param tlsKey its key in PEM
 */
public record TlsConfig(@Nullable Path tlsCert, @Nullable Path tlsKey) {
    static final TlsConfig DEFAULTS = new TlsConfig(null, null);
}
