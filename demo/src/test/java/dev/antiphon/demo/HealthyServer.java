package dev.antiphon.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A process that takes the command line of a server and can do nothing but be healthy. */
final class HealthyServer {

    private HealthyServer() {}

    /** Expects {@code start --port N --data-dir DIR}. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[2]);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/_antiphon/health",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }
}
