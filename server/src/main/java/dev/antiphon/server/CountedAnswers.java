package dev.antiphon.server;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.Executor;

/**
 * Counts answers by the first digit of their status. What is refused before it is known to be a
 * call of an operation (a wrong signature, a parameter that is missing) shows up only here.
 */
final class CountedAnswers implements HttpHandler {
    private final HttpHandler handler;
    private final Counter[] answers = new Counter[6];

    CountedAnswers(HttpHandler handler, Metrics metrics) {
        this.handler = handler;
        for (int digit = 1; digit < answers.length; digit++) {
            answers[digit] = metrics.answers(digit + "xx");
        }
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        handler.handle(request, new Counted(exchange, answers));
    }

    private record Counted(HttpExchange exchange, Counter[] answers) implements HttpExchange {
        @Override
        public Executor lane() {
            return exchange.lane();
        }

        @Override
        public boolean cancelled() {
            return exchange.cancelled();
        }

        @Override
        public void answer(HttpAnswer answer, Runnable taken) {
            answers[answer.status() / 100].increment();
            exchange.answer(answer, taken);
        }
    }
}
