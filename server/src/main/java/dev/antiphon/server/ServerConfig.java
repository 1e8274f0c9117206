package dev.antiphon.server;

import java.nio.file.Path;

/**
 * Where the server keeps its data, and what it may do.
 *
 * @param dataDir the folder of the data; made if it is not there
 * @param inMemory keep nothing: for tests
 * @param allowUnauthenticatedNetworkAccess listen beyond loopback although anyone may then read and
 *     change everything
 */
public record ServerConfig(
        Path dataDir, boolean inMemory, boolean allowUnauthenticatedNetworkAccess) {
    static final ServerConfig DEFAULTS = new ServerConfig(Path.of("data"), false, false);
}
