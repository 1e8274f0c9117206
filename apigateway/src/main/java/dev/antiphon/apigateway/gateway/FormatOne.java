package dev.antiphon.apigateway.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.delivery.ingress.ProxyEvent;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payload format 1.0: the event that REST APIs send to functions, and what these return.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations for HTTP APIs</a>
 */
final class FormatOne {
    private FormatOne() {}

    /** The event of a request, as JSON. */
    static byte[] event(Exchange exchange, IngressRequest request) {
        Map<String, List<String>> headers = headers(request);
        Map<String, List<String>> parameters = parameters(request.query());
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            json.writeStringField("resource", exchange.route().resource());
            json.writeStringField("path", request.path());
            json.writeStringField("httpMethod", request.method());
            last(json, "headers", headers);
            all(json, "multiValueHeaders", headers);
            last(json, "queryStringParameters", parameters);
            all(json, "multiValueQueryStringParameters", parameters);
            context(json, exchange, request);
            texts(json, "pathParameters", exchange.parameters());
            texts(json, "stageVariables", exchange.stage().variables());
            body(json, request);
            json.writeEndObject();
        });
    }

    private static Map<String, List<String>> headers(IngressRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
        }
        ProxyEvent.forwarded(request).forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                parameters
                        .computeIfAbsent(
                                decoded(at < 0 ? pair : pair.substring(0, at)),
                                name -> new ArrayList<>())
                        .add(at < 0 ? "" : decoded(pair.substring(at + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that begins no code
        }
    }

    private static void last(JsonGenerator json, String name, Map<String, List<String>> values)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, all) -> texts.put(key, all.getLast()));
        texts(json, name, texts);
    }

    private static void all(JsonGenerator json, String name, Map<String, List<String>> values)
            throws IOException {
        json.writeFieldName(name);
        Json.write(json, values.isEmpty() ? null : values);
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts)
            throws IOException {
        json.writeFieldName(name);
        Json.write(json, texts.isEmpty() ? null : texts);
    }

    private static void context(JsonGenerator json, Exchange exchange, IngressRequest request)
            throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", exchange.stage().api().account());
        json.writeStringField("apiId", exchange.stage().api().id());
        json.writeFieldName("authorizer");
        Json.write(json, authorizer(exchange.identity()));
        json.writeStringField("domainName", request.host());
        json.writeStringField("domainPrefix", exchange.domainPrefix());
        json.writeStringField("extendedRequestId", request.requestId());
        json.writeStringField("httpMethod", request.method());
        json.writeFieldName("identity");
        Json.write(json, identity(exchange, request));
        json.writeStringField("path", request.path());
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("requestId", request.requestId());
        json.writeStringField("requestTime", exchange.time());
        json.writeNumberField("requestTimeEpoch", request.time().toEpochMilli());
        json.writeNullField("resourceId");
        json.writeStringField("resourcePath", exchange.route().resource());
        json.writeStringField("stage", exchange.stage().stage().stageName());
        json.writeEndObject();
    }

    /** Without the name of its kind, unlike in format 2.0. */
    private static Map<String, @Nullable Object> authorizer(Identity identity) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        switch (identity) {
            case Identity.Token(Map<String, String> claims, List<String> scopes) -> {
                said.put("claims", claims);
                said.put("scopes", scopes);
            }
            case Identity.Known(String principal, Map<String, @Nullable Object> context) -> {
                if (!principal.isEmpty()) {
                    said.put("principalId", principal);
                }
                said.putAll(context);
            }
            case Identity.Unknown unknown -> {}
            case Identity.Signer signer -> {}
        }
        return said;
    }

    private static Map<String, @Nullable Object> identity(
            Exchange exchange, IngressRequest request) {
        Map<String, @Nullable Object> identity = new LinkedHashMap<>();
        identity.put("accessKey", exchange.identity().iam("accessKey"));
        identity.put("accountId", exchange.identity().iam("accountId"));
        identity.put("caller", exchange.identity().iam("callerId"));
        for (String name :
                List.of(
                        "cognitoAuthenticationProvider",
                        "cognitoAuthenticationType",
                        "cognitoIdentityId",
                        "cognitoIdentityPoolId",
                        "principalOrgId")) {
            identity.put(name, null);
        }
        identity.put("sourceIp", request.remote());
        identity.put("user", exchange.identity().iam("userId"));
        String agent = request.header("user-agent");
        identity.put("userAgent", agent == null ? "" : agent);
        identity.put("userArn", exchange.identity().iam("userArn"));
        return identity;
    }

    private static void body(JsonGenerator json, IngressRequest request) throws IOException {
        byte[] body = request.body();
        boolean text = !ProxyEvent.isCoded(request) && isText(request.header("content-type"));
        json.writeFieldName("body");
        if (body.length == 0) {
            json.writeNull();
        } else {
            json.writeString(
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        json.writeBooleanField("isBase64Encoded", body.length > 0 && !text);
    }

    private static boolean isText(@Nullable String contentType) {
        String type = contentType == null ? "text/" : contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/xml")
                || type.startsWith("application/javascript");
    }

    /**
     * What a function's answer means as one to HTTP: unlike in format 2.0 it must say its status.
     *
     * @return null if it means nothing
     */
    static @Nullable IngressAnswer answer(byte[] returned) {
        Map<String, @Nullable Object> said = Json.object(returned);
        Object code = said == null ? null : said.get("statusCode");
        if (said == null || code == null) {
            return null;
        }
        String status = code.toString();
        if (!status.matches("[2-5][0-9][0-9]")) {
            return null;
        }
        List<Header> headers = new ArrayList<>();
        if (said.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.add(header(name, value)));
        }
        if (said.get("multiValueHeaders") instanceof Map<?, ?> map) {
            map.forEach((name, values) -> {
                headers.removeIf(header -> header.name().equalsIgnoreCase(String.valueOf(name)));
                if (values instanceof List<?> list) {
                    list.forEach(value -> headers.add(header(name, value)));
                }
            });
        }
        if (headers.stream().noneMatch(it -> it.name().equalsIgnoreCase("content-type"))) {
            headers.add(new Header("content-type", "text/plain; charset=utf-8"));
        }
        Object text = said.get("body");
        String body = text == null ? "" : text.toString();
        try {
            return new IngressAnswer(
                    Integer.parseInt(status),
                    headers,
                    Boolean.TRUE.equals(said.get("isBase64Encoded"))
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Header header(@Nullable Object name, @Nullable Object value) {
        return new Header(String.valueOf(name), value == null ? "" : value.toString());
    }
}
