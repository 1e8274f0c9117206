package dev.antiphon.server;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Call;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.TriggerRule;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.UrlEncoded;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * {@code POST /_aws/events/rules/ARN/trigger} (or GET): fires a rule with a schedule now. Test
 * suites do not wait for its time.
 */
final class TriggerPage implements HttpHandler {
    static final String PATH = "/_aws/events/rules/";

    private static final String END = "/trigger";

    private final Engine engine;
    private final PageAccess access;

    TriggerPage(Engine engine, PageAccess access) {
        this.engine = engine;
        this.access = access;
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            exchange.answer(
                    new HttpAnswer(405, List.of(new Header("allow", "GET, POST")), new byte[0]));
            return;
        }
        try {
            trigger(request, exchange);
        } catch (AwsException e) {
            exchange.answer(error(e));
        }
    }

    private void trigger(HttpRequest request, HttpExchange exchange) {
        String path = UrlEncoded.decodePath(request.path());
        if (!path.endsWith(END) || path.length() < PATH.length() + END.length()) {
            exchange.answer(new HttpAnswer(404, List.of(), new byte[0]));
            return;
        }
        String rule = path.substring(PATH.length(), path.length() - END.length());
        Arn arn = Arn.find(rule);
        access.check(request, "events", arn == null ? "" : arn.account());
        engine.submit(TriggerRule.address(rule), new Trigger(rule, exchange));
    }

    private static HttpAnswer error(AwsException error) {
        return JsonAnswer.of(
                error.code().equals("ResourceNotFoundException")
                        ? AwsException.sender(error.code(), 404, error.text())
                        : error);
    }

    private record Trigger(String arn, HttpExchange exchange) implements Call<String> {
        @Override
        public Outcome<String> run(Tx tx) {
            return Outcome.reply(TriggerRule.trigger(tx, arn));
        }

        @Override
        public void done(String eventId) {
            exchange.answer(JsonAnswer.of(200, json -> json.writeStringField("eventId", eventId)));
        }

        @Override
        public void failed(Throwable error) {
            exchange.answer(
                    error(
                            error instanceof AwsException users
                                    ? users
                                    : AwsException.receiver(
                                            "ServiceUnavailable", 503, "Try again later.")));
        }

        @Override
        public boolean cancelled() {
            return exchange.cancelled();
        }

        @Override
        public Executor lane() {
            return exchange.lane();
        }

        @Override
        public int bytes() {
            return arn.length();
        }
    }
}
