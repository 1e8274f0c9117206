package dev.antiphon.bench;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where a server listens. */
record Endpoint(String host, int port) {
    /**
     * @throws IllegalArgumentException if it is not the URL of an HTTP endpoint
     */
    static Endpoint of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(url + " is not of the form http://HOST:PORT");
        }
        return new Endpoint(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** As the Host header has it. */
    String authority() {
        return host + ":" + port;
    }
}
