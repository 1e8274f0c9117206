package dev.antiphon.apigateway.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.apigateway.ApiGatewayService;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Table;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.Scenario;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.JWTConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/**
 * APIs that are made, changed, deployed, imported anew and deleted while the node crashes, with
 * requests to them in between. Each API has one change under way at a time, and each integration's
 * endpoint answers with its own address, so that it is known at every instant what there must be:
 * what was acknowledged, with the change under way or without it. After a crash it is one of the
 * two, and stays that. A stage answers as it was deployed, never with some of one deployment and
 * some of another. Of an API that was deleted nothing is left.
 */
final class ApiScenario implements Scenario {
    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final List<String> STAGES = List.of("$default", "test");
    private static final int APIS = 3;

    private static final List<Table<PartKey, ?>> PARTS =
            List.of(
                    ApiTables.ROUTES,
                    ApiTables.INTEGRATIONS,
                    ApiTables.STAGES,
                    ApiTables.DEPLOYMENTS,
                    ApiTables.AUTHORIZERS);

    /** What answers a request to one's address. */
    private record Served(boolean automatic, Map<String, String> answers) {}

    /**
     * An API as the model has it.
     *
     * @param routes the addresses that they lead to, by their paths
     */
    private record Known(
            Map<String, String> routes,
            TreeSet<String> integrations,
            int authorizers,
            Map<String, Served> stages) {
        static final Known GONE = new Known(Map.of(), new TreeSet<>(), -1, Map.of());

        Known copy() {
            return new Known(
                    new TreeMap<>(routes),
                    new TreeSet<>(integrations),
                    authorizers,
                    new TreeMap<>(stages));
        }

        /** After a change: stages that deploy by themselves do so if there is a route. */
        Known changed() {
            if (!routes.isEmpty()) {
                stages.replaceAll((name, stage) -> stage.automatic ? deployed(true) : stage);
            }
            return this;
        }

        /** A stage deploys by itself from now on. */
        void changedStage(String stage) {
            if (!routes.isEmpty()) {
                stages.put(stage, deployed(true));
            }
        }

        Served deployed(boolean automatic) {
            return new Served(automatic, Map.copyOf(routes));
        }

        Known withAuthorizers(int more) {
            return new Known(routes, integrations, authorizers + more, stages);
        }
    }

    /** A change and what there is after it. */
    private record Change(SdkPojo request, Known after) {}

    private record Call(Pending<SdkPojo> pending, Known after) {}

    /** An API that was made. */
    private static final class Subject {
        final String id;
        Known known = new Known(new TreeMap<>(), new TreeSet<>(), 0, new TreeMap<>());
        @Nullable Call call;

        /** What there is if the call that nobody heard of any more was done. */
        @Nullable Known perhaps;

        /** Whether only the next restart will show which of the two there is. */
        boolean open;

        Subject(String id) {
            this.id = id;
        }
    }

    private final ApiGatewayService service = new ApiGatewayService(new Echo(), Runnable::run);
    private final TestNode node;
    private final Map<String, Subject> subjects = new LinkedHashMap<>();
    private @Nullable Pending<CreateApiResponse> creation;
    private Instant latest = Instant.MIN;
    private int names;

    ApiScenario(long seed) {
        node =
                new TestNode(
                        seed,
                        new EngineConfig(2, 1_000, 1 << 20, 1 << 20, 16),
                        List.of(service),
                        any -> {});
    }

    /** Every endpoint answers with its own address. */
    private static final class Echo implements OutsideCalls {
        @Override
        public CompletableFuture<CallOutcome> begin(OutsideCall call) {
            String url = ((OutsideCall.Http) call).url();
            return CompletableFuture.completedFuture(
                    new CallOutcome.Succeeded(
                            new Answer.Response(
                                    200, List.of(), url.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Override
    public TestNode node() {
        return node;
    }

    @Override
    public void act(RandomGenerator random) {
        long alive = subjects.values().stream().filter(it -> !it.known.equals(Known.GONE)).count();
        if (creation == null && alive < APIS && random.nextInt(4) == 0) {
            creation =
                    node.start(
                            CreateApiRequest.builder()
                                    .name("api")
                                    .protocolType(ProtocolType.HTTP)
                                    .build());
        }
        for (Subject subject : subjects.values()) {
            if (!subject.known.equals(Known.GONE)
                    && subject.call == null
                    && subject.perhaps == null
                    && random.nextInt(3) == 0) {
                Change change = change(subject, random);
                if (change != null) {
                    subject.call = new Call(node.start(change.request), change.after);
                }
            }
        }
    }

    /** Null if what the dice say cannot be done now. */
    private @Nullable Change change(Subject api, RandomGenerator random) {
        Known after = api.known.copy();
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String stage = STAGES.get(random.nextInt(STAGES.size()));
        String url = "http://h/" + names++;
        Map<String, Integration> integrations = integrations(api.id);
        String old = pick(after.integrations, random);
        Integration target = old == null ? null : integrations.get(old);
        Route route = route(api.id, key);
        Served served = after.stages.get(stage);
        return switch (random.nextInt(13)) {
            case 0, 1 -> {
                after.integrations.add(url);
                yield new Change(integration(api.id, url), after.changed());
            }
            case 2, 3, 4 -> {
                if (old == null || target == null) {
                    yield null;
                }
                after.routes.put(key, old);
                String leads = "integrations/" + target.integrationId();
                yield new Change(
                        route == null
                                ? CreateRouteRequest.builder()
                                        .apiId(api.id)
                                        .routeKey("GET /" + key)
                                        .target(leads)
                                        .build()
                                : UpdateRouteRequest.builder()
                                        .apiId(api.id)
                                        .routeId(route.routeId())
                                        .target(leads)
                                        .build(),
                        after.changed());
            }
            case 5 -> {
                if (old == null || target == null) {
                    yield null;
                }
                after.integrations.remove(old);
                after.integrations.add(url);
                after.routes.replaceAll((path, to) -> to.equals(old) ? url : to);
                yield new Change(
                        UpdateIntegrationRequest.builder()
                                .apiId(api.id)
                                .integrationId(target.integrationId())
                                .integrationUri(url)
                                .build(),
                        after.changed());
            }
            case 6 -> {
                if (route == null) {
                    yield null;
                }
                after.routes.remove(key);
                yield new Change(
                        DeleteRouteRequest.builder().apiId(api.id).routeId(route.routeId()).build(),
                        after.changed());
            }
            case 7 -> {
                if (old == null || target == null || after.routes.containsValue(old)) {
                    yield null;
                }
                after.integrations.remove(old);
                yield new Change(
                        DeleteIntegrationRequest.builder()
                                .apiId(api.id)
                                .integrationId(target.integrationId())
                                .build(),
                        after.changed());
            }
            case 8 -> staged(api.id, after, stage, served, random);
            case 9 -> {
                if (served == null || served.automatic || after.routes.isEmpty()) {
                    yield null;
                }
                after.stages.put(stage, after.deployed(false));
                yield new Change(
                        CreateDeploymentRequest.builder().apiId(api.id).stageName(stage).build(),
                        after);
            }
            case 10 -> imported(api.id, after, url, random.nextInt(4));
            case 11 -> authorizer(api.id, after, random);
            default ->
                    random.nextInt(4) > 0
                            ? null
                            : new Change(
                                    DeleteApiRequest.builder().apiId(api.id).build(), Known.GONE);
        };
    }

    private static Change staged(
            String api,
            Known after,
            String stage,
            @Nullable Served served,
            RandomGenerator random) {
        if (served == null) {
            boolean automatic = random.nextBoolean();
            after.stages.put(stage, new Served(automatic, Map.of()));
            if (automatic) {
                after.changedStage(stage);
            }
            return new Change(
                    CreateStageRequest.builder()
                            .apiId(api)
                            .stageName(stage)
                            .autoDeploy(automatic)
                            .build(),
                    after);
        }
        if (random.nextInt(3) == 0) {
            after.stages.remove(stage);
            return new Change(
                    DeleteStageRequest.builder().apiId(api).stageName(stage).build(), after);
        }
        after.stages.put(stage, new Served(!served.automatic, served.answers));
        if (!served.automatic) {
            after.changedStage(stage);
        }
        return new Change(
                UpdateStageRequest.builder()
                        .apiId(api)
                        .stageName(stage)
                        .autoDeploy(!served.automatic)
                        .build(),
                after);
    }

    private static Change imported(String api, Known after, String url, int routes) {
        StringBuilder paths = new StringBuilder();
        after.routes.clear();
        after.integrations.clear();
        for (String key : KEYS.subList(0, routes)) {
            String to = url + "/" + key;
            after.routes.put(key, to);
            after.integrations.add(to);
            paths.append(
                    """
                    %s"/%s": {"get": {"x-amazon-apigateway-integration": {"type": "HTTP_PROXY",
                      "httpMethod": "GET", "uri": "%s", "payloadFormatVersion": "1.0"}}}
                    """
                            .formatted(paths.isEmpty() ? "" : ",", key, to));
        }
        Known imported = new Known(after.routes, after.integrations, 0, after.stages).changed();
        return new Change(
                ReimportApiRequest.builder()
                        .apiId(api)
                        .body(
                                "{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"api\"}, \"paths\": {"
                                        + paths
                                        + "}}")
                        .build(),
                imported);
    }

    private @Nullable Change authorizer(String api, Known after, RandomGenerator random) {
        if (after.authorizers > 0 && random.nextBoolean()) {
            String id =
                    Apis.parts(node.engine(), ApiTables.AUTHORIZERS, api).getFirst().authorizerId();
            return new Change(
                    DeleteAuthorizerRequest.builder().apiId(api).authorizerId(id).build(),
                    after.withAuthorizers(-1).changed());
        }
        return new Change(
                CreateAuthorizerRequest.builder()
                        .apiId(api)
                        .name("login" + names)
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(
                                JWTConfiguration.builder()
                                        .issuer("https://i.example")
                                        .audience("a")
                                        .build())
                        .build(),
                after.withAuthorizers(1).changed());
    }

    private static CreateIntegrationRequest integration(String api, String url) {
        return CreateIntegrationRequest.builder()
                .apiId(api)
                .integrationType(IntegrationType.HTTP_PROXY)
                .integrationMethod("GET")
                .integrationUri(url)
                .payloadFormatVersion("1.0")
                .build();
    }

    private static @Nullable String pick(Set<String> from, RandomGenerator random) {
        return from.isEmpty() ? null : List.copyOf(from).get(random.nextInt(from.size()));
    }

    @Override
    public void restarted() {
        creation = null; // an API that nobody knows of may be there
        for (Subject subject : subjects.values()) {
            Call call = subject.call;
            if (call != null) {
                subject.perhaps = call.after;
                subject.call = null;
            }
            subject.open = false;
        }
    }

    @Override
    public void check() {
        Instant now = node.clock().instant();
        latest = now.isAfter(latest) ? now : latest;
        Pending<CreateApiResponse> made = creation;
        if (made != null && made.ended()) {
            creation = null;
            if (made.error() == null) {
                String id = made.value().apiId();
                subjects.put(id, new Subject(id));
            } else {
                var _ = expected(made.error());
            }
        }
        subjects.values().forEach(this::check);
    }

    private void check(Subject subject) {
        Known seen = seen(subject.id);
        Call call = subject.call;
        if (call != null && call.pending.ended()) {
            subject.call = null;
            if (call.pending.error() == null) {
                subject.known = call.after;
            } else {
                EngineException refusal = expected(call.pending.error());
                if (refusal.reason() == EngineException.Reason.NOT_DURABLE) {
                    subject.perhaps = call.after;
                    subject.open = true;
                }
            }
        } else if (call != null) {
            assertThat(seen).as(subject.id).isIn(subject.known, call.after);
            return;
        }
        Known perhaps = subject.perhaps;
        if (perhaps != null) {
            assertThat(seen).as(subject.id).isIn(subject.known, perhaps);
            if (!subject.open) {
                subject.known = seen.equals(perhaps) ? perhaps : subject.known;
                subject.perhaps = null;
            }
        } else {
            assertThat(seen).as(subject.id).isEqualTo(subject.known);
        }
        if (subject.known.equals(Known.GONE)) {
            for (Table<PartKey, ?> table : PARTS) {
                assertThat(Apis.parts(node.engine(), table, subject.id)).as(table.name()).isEmpty();
            }
        }
    }

    private static EngineException expected(@Nullable Throwable error) {
        if (error instanceof EngineException refusal) {
            return refusal;
        }
        throw new AssertionError("a call failed", error);
    }

    /** What there is by the catalog, and by what requests are answered. */
    private Known seen(String api) {
        if (node.engine().catalog(ApiTables.APIS).get(api) == null) {
            for (String stage : STAGES) {
                assertThat(answers(api, stage)).isEmpty();
            }
            return Known.GONE;
        }
        Map<String, Integration> integrations = integrations(api);
        Map<String, String> routes = new TreeMap<>();
        for (Route route : Apis.parts(node.engine(), ApiTables.ROUTES, api)) {
            String id = route.target().substring("integrations/".length());
            integrations.forEach((url, integration) -> {
                if (integration.integrationId().equals(id)) {
                    routes.put(route.routeKey().substring("GET /".length()), url);
                }
            });
        }
        Map<String, Served> stages = new TreeMap<>();
        for (Stage stage : Apis.parts(node.engine(), ApiTables.STAGES, api)) {
            stages.put(
                    stage.stageName(),
                    new Served(
                            Boolean.TRUE.equals(stage.autoDeploy()),
                            answers(api, stage.stageName())));
        }
        return new Known(
                routes,
                new TreeSet<>(integrations.keySet()),
                Apis.parts(node.engine(), ApiTables.AUTHORIZERS, api).size(),
                stages);
    }

    /** What requests to a stage are answered, by their paths. */
    private Map<String, String> answers(String api, String stage) {
        Map<String, String> answers = new TreeMap<>();
        for (String key : KEYS) {
            IngressAnswer answer =
                    service.answer(
                                    node.engine(),
                                    request(
                                            api + ".execute-api.us-east-1.localhost",
                                            "/" + stage + "/" + key))
                            .toCompletableFuture()
                            .join();
            if (answer.status() == 200) {
                answers.put(key, new String(answer.body(), StandardCharsets.UTF_8));
            } else {
                assertThat(answer.status()).isEqualTo(404);
            }
        }
        return answers;
    }

    private IngressRequest request(String host, String path) {
        return new IngressRequest(
                "GET",
                host,
                path,
                "",
                List.of(),
                new byte[0],
                "192.0.2.7",
                false,
                node.clock().instant(),
                "00000000-0000-4000-8000-000000000000",
                any -> {
                    throw AwsException.sender("AccessDeniedException", 403, "Forbidden");
                });
    }

    private Map<String, Integration> integrations(String api) {
        Map<String, Integration> integrations = new TreeMap<>();
        for (Integration integration : Apis.parts(node.engine(), ApiTables.INTEGRATIONS, api)) {
            integrations.put(integration.integrationUri(), integration);
        }
        return integrations;
    }

    private @Nullable Route route(String api, String key) {
        return Apis.parts(node.engine(), ApiTables.ROUTES, api).stream()
                .filter(route -> route.routeKey().equals("GET /" + key))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void finish() {
        // The clock may stand behind the time at which the node tries its disk again.
        node.clock().moveTo(latest);
        node.advance(Duration.ofMinutes(1));
        check();
        for (String api :
                new ArrayList<>(
                        node.engine().catalog(ApiTables.APIS).range("", "\uffff").keySet())) {
            node.call(DeleteApiRequest.builder().apiId(api).build());
        }
        for (Table<PartKey, ?> table : PARTS) {
            assertThat(
                            node.engine()
                                    .catalog(table)
                                    .range(PartKey.first(""), PartKey.behind("\uffff")))
                    .as(table.name())
                    .isEmpty();
        }
    }
}
