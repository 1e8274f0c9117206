package dev.antiphon.invoker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of those who have client credentials, one each. Nobody fetches one that another is
 * fetching already. They are in memory only: after a start they are fetched again.
 */
final class Tokens {
    /** A token answer larger than this is none. */
    private static final long LARGEST_ANSWER = 1 << 20;

    /** A token that is about to expire is not used any more. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private static final JsonFactory JSON = new JsonFactory();

    sealed interface Fetched {
        record Token(String value, Instant until) implements Fetched {
            @Override
            public String toString() {
                return "a token until " + until;
            }
        }

        /** There is none, for now. */
        record None(CallOutcome.Failed why) implements Fetched {}
    }

    private static final class Fetch {
        final long revision;
        final AtomicBoolean begun = new AtomicBoolean();
        final CompletableFuture<Fetched> result = new CompletableFuture<>();

        Fetch(long revision) {
            this.revision = revision;
        }

        boolean serves(long wanted, Instant now) {
            return revision == wanted
                    && switch (result.getNow(null)) {
                        case Fetched.Token token -> now.isBefore(token.until());
                        case Fetched.None none -> false;
                        case null -> true;
                    };
        }
    }

    private final Map<String, Fetch> fetches = new ConcurrentHashMap<>();
    private final HttpExchange exchange;
    private final InstantSource clock;

    Tokens(HttpExchange exchange, InstantSource clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The token that is kept, or a new one. */
    Fetched token(OutsideCall.Authorization.ClientCredentials credentials)
            throws InterruptedException {
        Instant now = clock.instant();
        Fetch fetch =
                fetches.compute(
                        credentials.holder(),
                        (holder, kept) ->
                                kept != null && kept.serves(credentials.revision(), now)
                                        ? kept
                                        : new Fetch(credentials.revision()));
        if (fetch.begun.compareAndSet(false, true)) {
            Fetched fetched = none("UNKNOWN", "The fetch of the token was broken off.");
            try {
                fetched = fetched(credentials);
            } finally {
                fetch.result.complete(fetched);
            }
        }
        try {
            return fetch.result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch always ends with a value", e);
        }
    }

    /** The endpoint does not take this token: it is not used again. */
    void refused(OutsideCall.Authorization.ClientCredentials credentials, Fetched.Token token) {
        fetches.computeIfPresent(
                credentials.holder(),
                (holder, kept) -> token.equals(kept.result.getNow(null)) ? null : kept);
    }

    private Fetched fetched(OutsideCall.Authorization.ClientCredentials credentials)
            throws InterruptedException {
        return switch (exchange.perform(credentials.request(), LARGEST_ANSWER)) {
            case HttpExchange.Result.Failed(CallOutcome.Failed failed) ->
                    none(failed.code(), failed.message());
            case HttpExchange.Result.Lost(CallOutcome.Failed failed) ->
                    none(failed.code(), failed.message());
            case HttpExchange.Result.Answered(HttpResponse<byte[]> response) -> token(response);
        };
    }

    private Fetched token(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status < 200 || status >= 300) {
            return none("ERROR_FROM_TARGET", "It answered with status " + status + ".");
        }
        try {
            Fetched token = read(response.body(), clock.instant());
            return token == null
                    ? none("ERROR_FROM_TARGET", "Its answer holds no access_token.")
                    : token;
        } catch (IOException e) {
            return none("ERROR_FROM_TARGET", "Its answer is not JSON.");
        }
    }

    private static @Nullable Fetched read(byte[] body, Instant now) throws IOException {
        String value = null;
        Instant until = Instant.MAX;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("access_token")) {
                    value = json.getValueAsString();
                } else if (field.equals("expires_in")) {
                    until = until(now, json.getValueAsLong(0));
                }
                json.skipChildren();
            }
        }
        return value == null ? null : new Fetched.Token(value, until);
    }

    private static Instant until(Instant now, long seconds) {
        if (seconds <= 0) {
            return Instant.MAX; // then the endpoint says when
        }
        Duration life = Duration.ofSeconds(Math.min(seconds, Duration.ofDays(3_650).toSeconds()));
        Duration margin = life.dividedBy(10);
        return now.plus(life).minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN);
    }

    private static Fetched none(String code, String message) {
        return new Fetched.None(
                new CallOutcome.Failed(
                        code, "The authorization endpoint gave no token: " + message, true, null));
    }
}
