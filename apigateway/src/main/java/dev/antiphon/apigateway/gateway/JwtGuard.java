package dev.antiphon.apigateway.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.apigateway.mapping.Expression;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;

/**
 * Lets in whoever has a token of an issuer, for an audience and, perhaps, with a scope.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">
 *     Control access to HTTP APIs with JWT authorizers</a>
 */
final class JwtGuard implements Guard {
    private static final String BEARER = "Bearer ";

    /** In bits: the issuer chooses them, and each proof takes this server's time. */
    private static final int LARGEST_KEY = 8_192;

    private final String issuer;
    private final List<String> audience;
    private final List<String> scopes;
    private final Expression source;
    private final KeySets keys;

    JwtGuard(Authorizer authorizer, List<String> scopes, KeySets keys) {
        this.issuer = authorizer.jwtConfiguration().issuer();
        this.audience = List.copyOf(authorizer.jwtConfiguration().audience());
        this.scopes = List.copyOf(scopes);
        this.source = Expression.ofRequest(authorizer.identitySource().getFirst());
        this.keys = keys;
    }

    @Override
    public CompletionStage<Verdict> check(Exchange exchange) {
        String text = source.evaluate(exchange);
        if (text == null || text.isBlank()) {
            return Guard.done(new Verdict.Refused(challenge(Answers.UNAUTHORIZED, "Bearer")));
        }
        Instant now = exchange.request().time();
        try {
            return CompletableFuture.supplyAsync(() -> judged(text, now), keys.proofs())
                    .thenCompose(verdict -> verdict);
        } catch (RejectedExecutionException e) {
            return Guard.done(new Verdict.Refused(Answers.UNAVAILABLE));
        }
    }

    /** Off the event loop: signatures take milliseconds, and the first one loads the library. */
    private CompletionStage<Verdict> judged(String text, Instant now) {
        boolean named = text.regionMatches(true, 0, BEARER, 0, BEARER.length());
        SignedJWT token;
        try {
            token = SignedJWT.parse(named ? text.substring(BEARER.length()).strip() : text.strip());
        } catch (ParseException e) {
            return Guard.done(invalid("the token is malformed"));
        }
        String keyId = token.getHeader().getKeyID();
        if (keyId == null || !JWSAlgorithm.Family.RSA.contains(token.getHeader().getAlgorithm())) {
            return Guard.done(invalid("the token does not have a valid kid or alg"));
        }
        return keys.of(issuer, keyId, now).thenApply(set -> verdict(token, keyId, set, now));
    }

    private Verdict verdict(SignedJWT token, String keyId, @Nullable JWKSet set, Instant now) {
        JWK key = set == null ? null : set.getKeyByKeyId(keyId);
        if (!(key instanceof RSAKey rsa)) {
            return invalid("the token's key is not one of the issuer's");
        }
        if (rsa.size() > LARGEST_KEY) {
            return invalid("the token's key is too large");
        }
        try {
            if (!token.verify(new RSASSAVerifier(rsa.toRSAPublicKey()))) {
                return invalid("the token has an invalid signature");
            }
            return claimed(token, now);
        } catch (JOSEException | ParseException e) {
            return invalid("the token is malformed");
        }
    }

    private Verdict claimed(SignedJWT token, Instant now) throws ParseException {
        var claims = token.getJWTClaimsSet();
        if (!issuer.equals(claims.getIssuer())) {
            return invalid("the token has an invalid issuer");
        }
        // Cognito's access tokens have no audience.
        List<String> meant =
                claims.getAudience().isEmpty() && claims.getClaim("client_id") instanceof String id
                        ? List.of(id)
                        : claims.getAudience();
        if (meant.stream().noneMatch(audience::contains)) {
            return invalid("the token does not have a valid audience");
        }
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !now.isBefore(expiry.toInstant())) {
            return invalid("the token has expired");
        }
        if (later(claims.getNotBeforeTime(), now) || later(claims.getIssueTime(), now)) {
            return invalid("the token is not valid yet");
        }
        List<String> granted = granted(claims.getClaim("scope"), claims.getClaim("scp"));
        List<String> wanted = scopes.stream().filter(granted::contains).toList();
        if (!scopes.isEmpty() && wanted.isEmpty()) {
            return new Verdict.Refused(
                    challenge(
                            Answers.FORBIDDEN,
                            "Bearer scope=\""
                                    + String.join(" ", scopes)
                                    + "\" error=\"insufficient_scope\""));
        }
        return new Verdict.Allowed(
                new Identity.Token(
                        texts(token.getPayload().toJSONObject()),
                        scopes.isEmpty() ? null : wanted));
    }

    private static boolean later(@Nullable Date date, Instant now) {
        return date != null && date.toInstant().isAfter(now);
    }

    /** A text with spaces in it, or a list. */
    private static List<String> granted(@Nullable Object... claims) {
        List<String> granted = new ArrayList<>();
        for (Object claim : claims) {
            switch (claim) {
                case String text -> granted.addAll(List.of(text.split(" ")));
                case List<?> list -> list.forEach(item -> granted.add(String.valueOf(item)));
                case null, default -> {}
            }
        }
        return granted;
    }

    /** As functions get them: all claims are texts, and lists stand in brackets. */
    private static Map<String, String> texts(Map<String, Object> claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                texts.put(
                        name,
                        "[" + String.join(" ", list.stream().map(String::valueOf).toList()) + "]");
            } else if (value instanceof Map<?, ?>) {
                texts.put(
                        name,
                        new String(
                                Json.bytes(json -> Json.write(json, value)),
                                StandardCharsets.UTF_8));
            } else if (value != null) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    private static Verdict invalid(String why) {
        return new Verdict.Refused(
                challenge(
                        Answers.UNAUTHORIZED,
                        "Bearer scope=\"\" error=\"invalid_token\" error_description=\""
                                + why
                                + "\""));
    }

    private static IngressAnswer challenge(IngressAnswer answer, String challenge) {
        List<Header> headers = new ArrayList<>(answer.headers());
        headers.add(new Header("www-authenticate", challenge));
        return new IngressAnswer(answer.status(), headers, answer.body());
    }
}
