package dev.antiphon.wire.route;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.codec.Form;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ServiceModel;
import dev.antiphon.wire.protocol.Input;
import dev.antiphon.wire.protocol.Protocol;
import dev.antiphon.wire.route.RestRoutes.Match;
import dev.antiphon.wire.route.Routed.Refusal;
import dev.antiphon.wire.route.Routed.Route;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request means. What SDKs send is tried from the plainest to the vaguest: the path of
 * RPC v2, {@code X-Amz-Target}, {@code Action}, then method and path for the REST services. Which
 * service an {@code Action} or a path belongs to is told by the scope of the signature; without
 * one, by the API version, the host name or the path of a queue. The body of what is for a REST
 * service is its own affair: {@code Invoke} comes without a content type and may hold anything, an
 * {@code Action} too.
 */
public final class Router {
    private static final String REGION = "us-east-1";
    private static final String RPC = "/service/";
    private static final String RPC_OPERATION = "/operation/";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Services services;

    /**
     * @param services the names of those whose tables are to be loaded
     */
    public Router(Collection<String> services) {
        this.services = new Services(services);
    }

    /**
     * @throws AwsException if the request cannot even be read so far
     */
    public Routed route(HttpRequest request) {
        Scope scope = Scope.of(request);
        if (request.path().startsWith(RPC) && request.header("smithy-protocol") != null) {
            return rpc(request, scope);
        }
        String target = request.header("x-amz-target");
        if (target != null) {
            return target(request, scope, target);
        }
        if (!isRest(request, scope) && mayBeForm(request)) {
            Form form = Form.of(request.query(), request.body());
            String action = form.value("Action");
            if (action != null) {
                return action(request, scope, form, action);
            }
        }
        return rest(request, scope);
    }

    private Routed rpc(HttpRequest request, Scope scope) {
        String path = request.path();
        int at = path.indexOf(RPC_OPERATION);
        String name = at < 0 ? "" : path.substring(RPC.length(), at);
        String operation = at < 0 ? "" : path.substring(at + RPC_OPERATION.length());
        KnownService service = services.find(s -> name.equals(s.model().targetPrefix()));
        OperationShapes found = service == null ? null : service.operation(operation);
        if (service == null || found == null) {
            return Refusals.unknown(Protocol.RPC_V2_CBOR, model(service), 404);
        }
        if (!service.served()) {
            return notBuilt(Protocol.RPC_V2_CBOR, found);
        }
        return route(request, scope, found, Protocol.RPC_V2_CBOR, Input.of(request));
    }

    private Routed target(HttpRequest request, Scope scope, String target) {
        OperationShapes found = services.target(target);
        if (found != null) {
            Protocol protocol = protocol(request, found.service());
            return route(request, scope, found, protocol, Input.of(request));
        }
        int dot = target.lastIndexOf('.');
        String prefix = target.substring(0, Math.max(dot, 0));
        KnownService service = services.find(s -> prefix.equals(s.model().targetPrefix()));
        Protocol protocol = protocol(request, model(service));
        OperationShapes known =
                service == null ? null : service.operation(target.substring(dot + 1));
        return known == null
                ? Refusals.unknown(protocol, model(service), 400)
                : notBuilt(protocol, known);
    }

    /** By the content type, for a service may be asked in the version that is not its own. */
    private static Protocol protocol(HttpRequest request, ServiceModel service) {
        String type = request.header("content-type");
        if (type != null) {
            if (type.startsWith("application/x-amz-json-1.0")) {
                return Protocol.JSON_1_0;
            }
            if (type.startsWith("application/x-amz-json-1.1")) {
                return Protocol.JSON_1_1;
            }
            if (type.startsWith("application/x-amz-cbor-1.1")) {
                return Protocol.CBOR_1_1;
            }
        }
        return service.jsonVersion().equals("1.0") ? Protocol.JSON_1_0 : Protocol.JSON_1_1;
    }

    /** Whether a request can be for nothing but a REST service, whatever its body looks like. */
    private boolean isRest(HttpRequest request, Scope scope) {
        String signed = scope.service();
        if (signed != null) {
            KnownService service = services.find(s -> s.isSignedAs(signed));
            return service != null && service.isRest();
        }
        String host = HostName.of(request.header("host")).service();
        return services.findServed(s ->
                s.isRest() && ((host != null && s.isSignedAs(host)) || match(s, request) != null))
                != null;
    }

    private static boolean mayBeForm(HttpRequest request) {
        if (request.query().contains("Action=")) {
            return true;
        }
        String type = request.header("content-type");
        return request.body().length > 0 && (type == null || type.startsWith(FORM));
    }

    private Routed action(HttpRequest request, Scope scope, Form form, String action) {
        Protocol protocol = wantsJson(request, form) ? Protocol.QUERY_JSON : Protocol.QUERY;
        QueuePath queue = QueuePath.of(request.path());
        KnownService service = queryService(request, scope, form, action, queue);
        OperationShapes found = service == null ? null : service.operation(action);
        if (service == null || found == null) {
            return Refusals.action(protocol, model(service), action);
        }
        if (!service.served()) {
            return notBuilt(protocol, found);
        }
        if (queue == null) {
            return route(request, scope, found, protocol, new Input(request, form, Map.of()));
        }
        if (service.model().accountOperations().contains(action)) {
            return Refusals.action(protocol, service.model(), action);
        }
        String url = endpoint(request) + request.path();
        Input input = new Input(request, form.with("QueueUrl", url), Map.of());
        return route(request, scope, found, protocol, input);
    }

    private @Nullable KnownService queryService(
            HttpRequest request, Scope scope, Form form, String action, @Nullable QueuePath queue) {
        String signed = scope.service();
        if (signed != null) {
            return services.find(s -> s.isQuery() && s.isSignedAs(signed));
        }
        String version = form.value("Version");
        KnownService found =
                services.find(s ->
                        s.isQuery()
                                && s.model().apiVersion().equals(version)
                                && s.operation(action) != null);
        if (found != null) {
            return found;
        }
        if (queue != null) {
            return services.find(s -> s.isSignedAs("sqs"));
        }
        String host = HostName.of(request.header("host")).service();
        found = host == null ? null : services.find(s -> s.isQuery() && s.isSignedAs(host));
        return found != null
                ? found
                : services.find(s -> s.isQuery() && s.operation(action) != null);
    }

    private static boolean wantsJson(HttpRequest request, Form form) {
        String accept = request.header("accept");
        return (accept != null && accept.startsWith("application/json"))
                || "JSON".equals(form.value("ContentType"));
    }

    private Routed rest(HttpRequest request, Scope scope) {
        String host = HostName.of(request.header("host")).service();
        String name = scope.service() != null ? scope.service() : host;
        KnownService named =
                name == null ? null : services.find(s -> s.isRest() && s.isSignedAs(name));
        if (named != null) {
            Match match = match(named, request);
            return match == null
                    ? Refusals.unknown(Protocol.REST_JSON, named.model(), 404)
                    : rest(request, scope, named, match);
        }
        if (scope.service() == null) {
            KnownService any = services.findServed(s -> s.isRest() && match(s, request) != null);
            if (any != null) {
                return rest(request, scope, any, Objects.requireNonNull(match(any, request)));
            }
        }
        return Refusals.nothing();
    }

    private static @Nullable Match match(KnownService service, HttpRequest request) {
        return service.routes().match(request.method(), request.path(), request.query());
    }

    private Routed rest(HttpRequest request, Scope scope, KnownService service, Match match) {
        OperationShapes found = Objects.requireNonNull(service.operation(match.operation().name()));
        return service.served()
                ? route(
                        request,
                        scope,
                        found,
                        Protocol.REST_JSON,
                        new Input(request, Form.EMPTY, match.labels()))
                : notBuilt(Protocol.REST_JSON, found);
    }

    private static Route route(
            HttpRequest request,
            Scope scope,
            OperationShapes operation,
            Protocol protocol,
            Input input) {
        String region = scope.region();
        return new Route(
                operation,
                protocol,
                input,
                scope.account(),
                region == null ? region(request) : region,
                scope.accessKeyId());
    }

    /** Where the signature names no region, a queue's URL or the host may. */
    private static String region(HttpRequest request) {
        QueuePath queue = QueuePath.of(request.path());
        String region = queue == null ? null : queue.region();
        if (region == null) {
            region = HostName.of(request.header("host")).region();
        }
        return region == null ? REGION : region;
    }

    /** As the caller addressed us. */
    public static String endpoint(HttpRequest request) {
        String host = request.header("host");
        return request.scheme() + "://" + (host == null ? "localhost" : host);
    }

    private static Refusal notBuilt(Protocol protocol, OperationShapes operation) {
        ServiceModel service = operation.service();
        return Refusals.refuse(
                protocol, service, Refusals.notBuilt(service, operation.model().name()));
    }

    private static ServiceModel model(@Nullable KnownService service) {
        return service == null ? ServiceModel.NONE : service.model();
    }
}
