package dev.antiphon.apigateway.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of those who issue tokens, fetched as OpenID Connect says and kept for two hours,
 * like API Gateway does. A key that is not among them has them fetched again, but not for every
 * token that somebody makes up.
 */
final class KeySets {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** So that somebody who waits for an API that is just being made is not refused for long. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 1_000;
    private static final String DISCOVERY = ".well-known/openid-configuration";

    /** Keys as of a time; none if they could not be had. */
    private record Fetched(CompletionStage<@Nullable JWKSet> keys, Instant at) {}

    private final ConcurrentHashMap<String, Fetched> fetched = new ConcurrentHashMap<>();
    private final OutsideCalls outside;

    private final Executor proofs;

    KeySets(OutsideCalls outside, Executor proofs) {
        this.outside = outside;
        this.proofs = proofs;
    }

    /** Where keys are read and used: both take longer than others can wait on an event loop. */
    Executor proofs() {
        return proofs;
    }

    /** Completes with null if the issuer's keys cannot be had. */
    CompletionStage<@Nullable JWKSet> of(String issuer, String keyId, Instant now) {
        Fetched known = fetched.get(issuer);
        if (known == null || known.at.plus(KEPT).isBefore(now)) {
            return fetch(issuer, known, now);
        }
        return known.keys.thenCompose(keys -> {
            boolean found = keys != null && keys.getKeyByKeyId(keyId) != null;
            Duration pause = keys == null ? PAUSE_AFTER_FAILURE : PAUSE;
            return found || known.at.plus(pause).isAfter(now)
                    ? CompletableFuture.completedFuture(keys)
                    : fetch(issuer, known, now);
        });
    }

    /** Many may find at once that the keys are old: one of them has them fetched. */
    private CompletionStage<@Nullable JWKSet> fetch(
            String issuer, @Nullable Fetched old, Instant now) {
        if (fetched.size() >= MOST) {
            fetched.clear();
        }
        CompletableFuture<@Nullable JWKSet> keys = new CompletableFuture<>();
        Fetched mine = new Fetched(keys, now);
        Fetched theirs =
                old == null
                        ? fetched.putIfAbsent(issuer, mine)
                        : fetched.replace(issuer, old, mine) ? null : fetched.get(issuer);
        if (theirs != null) {
            return theirs.keys;
        }
        var _ =
                document(issuer.endsWith("/") ? issuer + DISCOVERY : issuer + "/" + DISCOVERY)
                        .thenCompose(configuration -> keys(configuration))
                        .whenComplete((found, error) -> keys.complete(found));
        return keys;
    }

    private CompletionStage<@Nullable JWKSet> keys(byte @Nullable [] configuration) {
        Map<String, @Nullable Object> said =
                configuration == null ? null : Json.object(configuration);
        return said != null && said.get("jwks_uri") instanceof String uri
                ? document(uri).thenApplyAsync(KeySets::parsed, proofs).exceptionally(busy -> null)
                : CompletableFuture.completedFuture(null);
    }

    private static @Nullable JWKSet parsed(byte @Nullable [] document) {
        try {
            return document == null
                    ? null
                    : JWKSet.parse(new String(document, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            return null;
        }
    }

    private CompletionStage<byte @Nullable []> document(String url) {
        OutsideCall.Http request =
                new OutsideCall.Http(
                        "GET",
                        url,
                        List.of(new OutsideCall.Header("Accept", "application/json")),
                        new byte[0],
                        PATIENCE,
                        List.of(),
                        null,
                        null,
                        true);
        return outside.begin(request)
                .thenApply(outcome ->
                        outcome instanceof CallOutcome.Succeeded(Answer.Response response)
                                        && response.status() == 200
                                ? response.body()
                                : null);
    }
}
