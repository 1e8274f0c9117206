package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.json.Json;
import dev.antiphon.apigateway.mapping.Expression;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;

/**
 * Asks a function who may come in, and remembers for a while what it said of an identity.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">
 *     Control access to HTTP APIs with Lambda authorizers</a>
 */
final class FunctionGuard implements Guard {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private record Remembered(Opinion opinion, Instant until) {}

    private final String uri;
    private final boolean formatOne;
    private final boolean simple;
    private final Duration kept;
    private final List<Expression> sources = new ArrayList<>();
    private final Calls calls;
    private final ConcurrentHashMap<List<String>, Remembered> remembered =
            new ConcurrentHashMap<>();

    FunctionGuard(Authorizer authorizer, Calls calls) {
        this.uri = authorizer.authorizerUri();
        this.formatOne = authorizer.authorizerPayloadFormatVersion().equals("1.0");
        this.simple = Boolean.TRUE.equals(authorizer.enableSimpleResponses());
        this.kept = Duration.ofSeconds(authorizer.authorizerResultTtlInSeconds());
        authorizer.identitySource().forEach(source -> sources.add(Expression.ofRequest(source)));
        this.calls = calls;
    }

    @Override
    public CompletionStage<Verdict> check(Exchange exchange) {
        List<String> identity = new ArrayList<>();
        for (Expression source : sources) {
            String value = source.evaluate(exchange);
            if (value == null || value.isEmpty()) {
                return Guard.done(new Verdict.Refused(Answers.UNAUTHORIZED));
            }
            identity.add(value);
        }
        Instant now = exchange.request().time();
        Remembered known = remembered.get(identity);
        if (known != null && now.isBefore(known.until)) {
            return Guard.done(known.opinion.verdict(exchange.arn()));
        }
        byte[] event =
                formatOne
                        ? AuthorizerEvent.one(exchange, identity)
                        : AuthorizerEvent.two(exchange, identity);
        return calls.invoke(
                        exchange,
                        FunctionArn.of(uri, exchange.stage().variables()),
                        callId(exchange),
                        event,
                        PATIENCE)
                .thenApply(invoked -> verdict(exchange, identity, now, invoked));
    }

    /** Another one than that of the integration's own call. */
    private static String callId(Exchange exchange) {
        return UUID.nameUUIDFromBytes(
                        (exchange.request().requestId() + "/authorizer")
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Verdict verdict(
            Exchange exchange, List<String> identity, Instant now, Calls.Invoked invoked) {
        Opinion opinion =
                switch (invoked) {
                    case Calls.Invoked.Returned(byte[] payload) -> opinion(payload);
                    case Calls.Invoked.Refused refused -> null;
                    case Calls.Invoked.Unavailable unavailable -> null;
                };
        if (opinion == null) {
            return new Verdict.Refused(Answers.ERROR);
        }
        if (!kept.isZero() && !identity.isEmpty()) {
            if (remembered.size() >= MOST) {
                remembered.clear();
            }
            remembered.put(identity, new Remembered(opinion, now.plus(kept)));
        }
        return opinion.verdict(exchange.arn());
    }

    private @Nullable Opinion opinion(byte[] payload) {
        Map<String, @Nullable Object> said = Json.object(payload);
        if (said == null) {
            return null;
        }
        return simple ? Opinion.simple(said) : Opinion.policy(said);
    }
}
