package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.mapping.Values;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.delivery.ingress.ProxyEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through a route, and what mappings see of it.
 *
 * @param request with the trace header that goes on with it
 * @param path without the stage
 * @param parameters of the path
 * @param queryParameters those of one name joined by commas
 * @param identity what the authorizer found out
 */
record Exchange(
        IngressRequest request,
        PreparedStage stage,
        PreparedRoute route,
        String path,
        Map<String, String> parameters,
        Map<String, String> queryParameters,
        Identity identity)
        implements Values {
    static final String TRACE_HEADER = "x-amzn-trace-id";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    static Exchange of(
            IngressRequest request,
            PreparedStage stage,
            Address.OfStage address,
            RouteTable.Match match) {
        return new Exchange(
                traced(request),
                stage,
                match.route(),
                address.path(),
                match.parameters(),
                ProxyEvent.queryParameters(request.query()),
                new Identity.Unknown());
    }

    Exchange as(Identity found) {
        return new Exchange(request, stage, route, path, parameters, queryParameters, found);
    }

    /** Whoever is called further on shall know what led to it: here it begins, if nobody said. */
    private static IngressRequest traced(IngressRequest request) {
        if (request.header(TRACE_HEADER) != null) {
            return request;
        }
        String digits = request.requestId().replace("-", "");
        String root =
                "Root=1-"
                        + String.format(Locale.ROOT, "%08x", request.time().getEpochSecond())
                        + "-"
                        + (digits + "0".repeat(24)).substring(0, 24);
        List<Header> headers = new ArrayList<>(request.headers());
        headers.add(new Header(TRACE_HEADER, root));
        return with(request, headers, request.query());
    }

    /** The request with other headers and parameters. */
    static IngressRequest with(IngressRequest request, List<Header> headers, String query) {
        return new IngressRequest(
                request.method(),
                request.host(),
                request.path(),
                query,
                headers,
                request.body(),
                request.remote(),
                request.secure(),
                request.time(),
                request.requestId(),
                request.identity());
    }

    @Nullable String trace() {
        return request.header(TRACE_HEADER);
    }

    /** What policies call the request. */
    String arn() {
        return "arn:aws:execute-api:"
                + stage.api().region()
                + ":"
                + stage.api().account()
                + ":"
                + stage.api().id()
                + "/"
                + stage.stage().stageName()
                + "/"
                + request.method()
                + path;
    }

    String time() {
        return TIME.format(request.time());
    }

    String domainPrefix() {
        int dot = request.host().indexOf('.');
        return dot < 0 ? request.host() : request.host().substring(0, dot);
    }

    @Override
    public @Nullable String header(String name) {
        return joined(request.headers(), name);
    }

    static @Nullable String joined(List<Header> headers, String name) {
        String joined = null;
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                joined = joined == null ? header.value() : joined + "," + header.value();
            }
        }
        return joined;
    }

    @Override
    public @Nullable String queryParameter(String name) {
        return queryParameters.get(name);
    }

    @Override
    public @Nullable String pathParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public byte[] body() {
        return request.body();
    }

    @Override
    public @Nullable String stageVariable(String name) {
        return stage.variables().get(name);
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">
     *     Variables of HTTP APIs</a>
     */
    @Override
    public @Nullable String context(String name) {
        if (name.startsWith("authorizer.")) {
            return identity.value(name.substring("authorizer.".length()));
        }
        return switch (name) {
            case "accountId" -> stage.api().account();
            case "apiId" -> stage.api().id();
            case "domainName" -> request.host();
            case "domainPrefix" -> domainPrefix();
            case "extendedRequestId", "requestId" -> request.requestId();
            case "httpMethod" -> request.method();
            case "identity.sourceIp" -> request.remote();
            case "identity.userAgent" -> request.header("user-agent");
            case "identity.accountId" -> identity.iam("accountId");
            case "identity.caller" -> identity.iam("callerId");
            case "identity.user" -> identity.iam("userId");
            case "identity.userArn" -> identity.iam("userArn");
            case "path" -> request.path();
            case "protocol" -> "HTTP/1.1";
            case "requestTime" -> time();
            case "requestTimeEpoch" -> "" + request.time().toEpochMilli();
            case "routeKey" -> route.key();
            case "stage" -> stage.stage().stageName();
            default -> null;
        };
    }
}
