package dev.antiphon.apigateway;

import static dev.antiphon.apigateway.Account.body;
import static dev.antiphon.apigateway.Account.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheRequest;

/** Who may come in. */
class AuthorizerTest {
    private static final String ISSUER = "https://login.example.com/pool";
    private static final String GATE = "arn:aws:lambda:us-east-1:000000000000:function:gate";
    private static final RSAKey KEY = key("k1");
    private static final RSAKey OTHER = key("k2");

    private final Account account = new Account();
    private final FakeOutside outside = account.outside;
    private final String api = account.served();

    AuthorizerTest() {
        outside.function(Account.ECHO, event -> "{\"statusCode\":200,\"body\":\"in\"}");
        publish(KEY);
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void publish(RSAKey key) {
        outside.endpoint(
                ISSUER + "/.well-known/openid-configuration",
                "{\"jwks_uri\":\"https://keys.example.com/keys\"}");
        outside.endpoint("https://keys.example.com/keys", new JWKSet(key.toPublicJWK()).toString());
    }

    private Instant now() {
        return account.node().clock().instant();
    }

    private String token(RSAKey key, Consumer<JWTClaimsSet.Builder> more) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("shop")
                        .subject("me")
                        .claim("scope", "orders:read orders:write")
                        .claim("groups", List.of("a", "b"))
                        .issueTime(Date.from(now().minusSeconds(1)))
                        .expirationTime(Date.from(now().plusSeconds(600)));
        more.accept(claims);
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String authorizer(Consumer<CreateAuthorizerRequest.Builder> more) {
        CreateAuthorizerRequest.Builder request =
                CreateAuthorizerRequest.builder().apiId(api).name("gate");
        more.accept(request);
        CreateAuthorizerResponse created = account.call(request.build());
        return created.authorizerId();
    }

    private void jwtRoute(String... scopes) {
        String id =
                authorizer(it ->
                        it.authorizerType(AuthorizerType.JWT)
                                .identitySource("$request.header.Authorization")
                                .jwtConfiguration(jwt -> jwt.issuer(ISSUER).audience("shop")));
        account.route(
                api,
                "GET /",
                account.function(api, "2.0"),
                it ->
                        it.authorizationType(AuthorizationType.JWT)
                                .authorizerId(id)
                                .authorizationScopes(scopes));
    }

    private void functionRoute(Consumer<CreateAuthorizerRequest.Builder> more) {
        String id =
                authorizer(it -> {
                    it.authorizerType(AuthorizerType.REQUEST)
                            .authorizerUri(
                                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                                            + GATE
                                            + "/invocations")
                            .authorizerPayloadFormatVersion("2.0")
                            .enableSimpleResponses(true)
                            .identitySource("$request.header.key");
                    more.accept(it);
                });
        account.route(
                api,
                "GET /{x}",
                account.function(api, "2.0"),
                it -> it.authorizationType(AuthorizationType.CUSTOM).authorizerId(id));
    }

    private IngressAnswer bearing(String token) {
        return account.get(api, "/", new Header("authorization", "Bearer " + token));
    }

    private long calls(String function) {
        return outside.calls.stream()
                .filter(OutsideCall.Api.class::isInstance)
                .filter(call ->
                        new String(((OutsideCall.Api) call).call().input(), StandardCharsets.UTF_8)
                                .contains("\"" + function + "\""))
                .count();
    }

    @Test
    void a_token_lets_in_and_its_claims_reach_the_function() {
        jwtRoute("orders:read", "orders:delete");
        IngressAnswer answer = bearing(token(KEY, any -> {}));
        assertThat(body(answer)).isEqualTo("in");
        String jwt = Text.member(outside.lastEvent(), "requestContext/authorizer/jwt");
        assertThat(Text.member(jwt, "claims/sub")).isEqualTo("me");
        assertThat(Text.member(jwt, "claims/groups")).isEqualTo("[a b]");
        assertThat(Text.member(jwt, "scopes")).isEqualTo("[\"orders:read\"]");
    }

    @Test
    void a_token_is_refused_for_what_is_wrong_with_it() {
        jwtRoute();
        Instant now = now();
        List<Consumer<JWTClaimsSet.Builder>> wrong =
                List.of(
                        it -> it.issuer("https://elsewhere.example.com"),
                        it -> it.audience("other"),
                        it -> it.audience(List.of()),
                        it -> it.expirationTime(Date.from(now.minusSeconds(1))),
                        it -> it.expirationTime(null),
                        it -> it.notBeforeTime(Date.from(now.plusSeconds(60))),
                        it -> it.issueTime(Date.from(now.plusSeconds(60))));
        for (Consumer<JWTClaimsSet.Builder> each : wrong) {
            IngressAnswer answer = bearing(token(KEY, each));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(body(answer)).isEqualTo("{\"message\":\"Unauthorized\"}");
            assertThat(header(answer, "www-authenticate")).contains("invalid_token");
        }
        assertThat(bearing("no.token.atall").status()).isEqualTo(401);
        assertThat(bearing(token(OTHER, any -> {})).status()).isEqualTo(401);
        String forged = token(KEY, any -> {});
        assertThat(bearing(forged.substring(0, forged.lastIndexOf('.')) + ".AAAA").status())
                .isEqualTo(401);
        assertThat(account.get(api, "/").status()).isEqualTo(401);
        assertThat(calls(Account.ECHO)).isZero();
    }

    @Test
    void a_key_that_takes_too_long_to_prove_anything_with_is_refused() {
        jwtRoute();
        publish(
                new RSAKey.Builder(
                                Base64URL.encode(BigInteger.TWO.pow(8_192)), Base64URL.encode("e"))
                        .keyID(KEY.getKeyID())
                        .build());
        IngressAnswer answer = bearing(token(KEY, any -> {}));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(header(answer, "www-authenticate")).contains("the token's key is too large");
    }

    @Test
    void tokens_are_read_and_proved_where_nobody_else_waits() {
        jwtRoute();
        Queue<Runnable> waiting = new ArrayDeque<>();
        account.proofs = waiting::add;
        CompletableFuture<IngressAnswer> answer =
                Objects.requireNonNull(
                                account.begin(
                                        "GET",
                                        api + ".execute-api.us-east-1.localhost",
                                        "/",
                                        "",
                                        new Header("authorization", token(KEY, any -> {}))))
                        .toCompletableFuture();
        assertThat(outside.calls).isEmpty();
        waiting.remove().run(); // asks for the keys
        assertThat(answer).isNotDone();
        waiting.remove().run(); // reads them
        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void tokens_are_not_looked_at_where_too_many_wait() {
        jwtRoute();
        account.proofs =
                proof -> {
                    throw new RejectedExecutionException();
                };
        assertThat(bearing(token(KEY, any -> {})).status()).isEqualTo(503);
        account.proofs = Runnable::run;
        assertThat(bearing(token(KEY, any -> {})).status()).isEqualTo(200);
    }

    @Test
    void a_client_id_stands_for_the_audience() {
        jwtRoute();
        String token = token(KEY, it -> it.audience(List.of()).claim("client_id", "shop"));
        assertThat(bearing(token).status()).isEqualTo(200);
    }

    @Test
    void a_token_without_the_scope_is_forbidden() {
        jwtRoute("admin");
        IngressAnswer answer = bearing(token(KEY, any -> {}));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(header(answer, "www-authenticate")).contains("insufficient_scope");
    }

    @Test
    void keys_are_kept_and_fetched_again_for_a_new_one() {
        jwtRoute();
        bearing(token(KEY, any -> {}));
        bearing(token(KEY, any -> {}));
        assertThat(outside.calls).filteredOn(OutsideCall.Http.class::isInstance).hasSize(2);

        publish(OTHER);
        assertThat(bearing(token(OTHER, any -> {})).status()).isEqualTo(401);
        account.advance(Duration.ofSeconds(61));
        assertThat(bearing(token(OTHER, any -> {})).status()).isEqualTo(200);
        assertThat(outside.calls).filteredOn(OutsideCall.Http.class::isInstance).hasSize(4);
    }

    @Test
    void an_issuer_that_does_not_answer_lets_nobody_in() {
        jwtRoute();
        outside.endpoint(
                ISSUER + "/.well-known/openid-configuration",
                FakeOutside.failed("CONNECTION_FAILURE"));
        assertThat(bearing(token(KEY, any -> {})).status()).isEqualTo(401);
        publish(KEY);
        account.advance(Duration.ofSeconds(6));
        assertThat(bearing(token(KEY, any -> {})).status()).isEqualTo(200);
    }

    @Test
    void a_function_says_yes_and_its_context_goes_on() {
        functionRoute(any -> {});
        outside.function(GATE, event -> "{\"isAuthorized\":true,\"context\":{\"user\":7}}");
        IngressAnswer answer = account.get(api, "/a", new Header("key", "k"));
        assertThat(body(answer)).isEqualTo("in");
        assertThat(Text.member(outside.lastEvent(), "requestContext/authorizer"))
                .isEqualTo("{\"lambda\":{\"user\":7}}");
    }

    @Test
    void a_function_is_asked_in_format_two() {
        functionRoute(any -> {});
        outside.function(
                GATE,
                event -> {
                    assertThat(Text.member(event, "version")).isEqualTo("2.0");
                    assertThat(Text.member(event, "type")).isEqualTo("REQUEST");
                    assertThat(Text.member(event, "routeArn"))
                            .isEqualTo(
                                    "arn:aws:execute-api:us-east-1:000000000000:"
                                            + api
                                            + "/$default/GET/a");
                    assertThat(Text.member(event, "identitySource")).isEqualTo("[\"k\"]");
                    assertThat(Text.member(event, "routeKey")).isEqualTo("GET /{x}");
                    assertThat(Text.member(event, "pathParameters/x")).isEqualTo("a");
                    assertThat(Text.member(event, "body")).isEqualTo("(none)");
                    return "{\"isAuthorized\":false}";
                });
        IngressAnswer answer = account.get(api, "/a", new Header("key", "k"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(body(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
    }

    @Test
    void without_an_identity_no_function_is_asked() {
        functionRoute(any -> {});
        assertThat(account.get(api, "/a").status()).isEqualTo(401);
        assertThat(outside.calls).isEmpty();
    }

    @Test
    void a_function_that_fails_or_says_nothing_is_an_internal_error() {
        functionRoute(any -> {});
        assertThat(account.get(api, "/a", new Header("key", "k")).status()).isEqualTo(500);
        outside.function(GATE, event -> "{\"so\":\"what\"}");
        assertThat(account.get(api, "/a", new Header("key", "k")).status()).isEqualTo(500);
        outside.function(GATE, event -> "[]");
        assertThat(account.get(api, "/a", new Header("key", "k")).status()).isEqualTo(500);
    }

    @Test
    void what_a_function_said_is_kept_for_its_time() {
        functionRoute(it -> it.authorizerResultTtlInSeconds(60));
        outside.function(GATE, event -> "{\"isAuthorized\":true}");
        account.get(api, "/a", new Header("key", "k"));
        account.get(api, "/b", new Header("key", "k"));
        assertThat(calls(GATE)).isEqualTo(1);
        account.get(api, "/a", new Header("key", "other"));
        assertThat(calls(GATE)).isEqualTo(2);
        account.advance(Duration.ofSeconds(61));
        account.get(api, "/a", new Header("key", "k"));
        assertThat(calls(GATE)).isEqualTo(3);
        account.call(
                ResetAuthorizersCacheRequest.builder().apiId(api).stageName("$default").build());
        account.get(api, "/a", new Header("key", "k"));
        assertThat(calls(GATE)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Allow | execute-api:Invoke | *                                  | 200
                    Allow | execute-api:*      | arn:aws:execute-api:*/GET/a        | 200
                    Allow | *                  | arn:aws:execute-api:*/GET/?        | 200
                    Allow | execute-api:Invoke | arn:aws:execute-api:*/POST/a       | 403
                    Allow | s3:GetObject       | *                                  | 403
                    Deny  | execute-api:Invoke | *                                  | 403
                    """)
    void a_policy_is_held_against_what_is_asked_for(
            String effect, String action, String resource, int status) {
        functionRoute(it -> it.authorizerPayloadFormatVersion("1.0").enableSimpleResponses(false));
        outside.function(
                GATE,
                event -> {
                    assertThat(Text.member(event, "methodArn")).endsWith("/$default/GET/a");
                    assertThat(Text.member(event, "authorizationToken")).isEqualTo("k");
                    return """
                    {"principalId":"me","policyDocument":{"Statement":[
                      {"Effect":"%s","Action":"%s","Resource":["%s"]}]}}\
                    """
                            .formatted(effect, action, resource);
                });
        assertThat(account.get(api, "/a", new Header("key", "k")).status()).isEqualTo(status);
    }

    @Test
    void what_is_denied_stays_denied_whatever_allows_it() {
        functionRoute(it -> it.enableSimpleResponses(false));
        outside.function(
                GATE,
                event ->
                        """
                        {"principalId":"me","policyDocument":{"Statement":[
                          {"Effect":"Deny","Action":"execute-api:Invoke","Resource":"*/GET/a"},
                          {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}}\
                        """);
        assertThat(account.get(api, "/a", new Header("key", "k")).status()).isEqualTo(403);
        assertThat(account.get(api, "/b", new Header("key", "k")).status()).isEqualTo(200);
    }

    @Test
    void a_request_that_must_be_signed_and_is_not_is_forbidden() {
        account.route(
                api,
                "GET /",
                account.function(api, "2.0"),
                it -> it.authorizationType(AuthorizationType.AWS_IAM));
        IngressAnswer answer = account.get(api, "/");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(body(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
    }

    @Test
    void who_signed_reaches_the_function() {
        account.route(
                api,
                "GET /",
                account.function(api, "2.0"),
                it -> it.authorizationType(AuthorizationType.AWS_IAM));
        account.signedBy(Account.ID);
        assertThat(account.get(api, "/").status()).isEqualTo(200);
        assertThat(Text.member(outside.lastEvent(), "requestContext/authorizer/iam/accountId"))
                .isEqualTo(Account.ID);
        account.signedBy("111122223333");
        assertThat(account.get(api, "/").status()).isEqualTo(403);
    }
}
