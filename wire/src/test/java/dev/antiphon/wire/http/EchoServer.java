package dev.antiphon.wire.http;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import java.util.List;

/**
 * Answers every request with its own body: the edge alone, to measure it with a load generator.
 * Arguments: the port, and how many event loops.
 */
final class EchoServer {
    private EchoServer() {}

    public static void main(String[] arguments) throws Exception {
        HttpConfig config =
                new HttpConfig(
                        "127.0.0.1",
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        null,
                        HttpLimits.DEFAULTS,
                        HttpTimeouts.DEFAULTS);
        List<Header> headers =
                List.of(
                        new Header("content-type", "application/x-amz-json-1.0"),
                        new Header("x-amzn-requestid", "8c1a2b5d-4b5e-4b0e-9d53-0c4a3a0d7d11"));
        HttpServer server =
                HttpServer.start(
                        config,
                        (request, exchange) ->
                                exchange.lane()
                                        .execute(() ->
                                                exchange.answer(
                                                        new HttpAnswer(
                                                                200, headers, request.body()))));
        System.out.println(server.address());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }
}
