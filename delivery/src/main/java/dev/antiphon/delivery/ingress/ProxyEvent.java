package dev.antiphon.delivery.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.delivery.OutsideCall.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a function gets it: payload format 2.0, which HTTP APIs and function URLs
 * share.
 *
 * @param apiId of the API, or of the URL
 * @param account of the API's owner, or {@code anonymous}
 * @param routeKey such as {@code POST /orders/{id}}, or {@code $default}
 * @param authorizer what an authorizer found out, as JSON, or null
 * @param pathParameters empty for none
 * @param stageVariables empty for none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations for HTTP APIs</a>
 */
public record ProxyEvent(
        String apiId,
        String account,
        String routeKey,
        String stage,
        String rawPath,
        @Nullable String authorizer,
        Map<String, String> pathParameters,
        Map<String, String> stageVariables) {
    private static final JsonFactory JSON = new JsonFactory();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** The event of a request, as JSON. */
    public byte[] of(IngressRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", routeKey);
            json.writeStringField("rawPath", rawPath);
            json.writeStringField("rawQueryString", request.query());
            cookies(json, request);
            texts(json, "headers", headers(request));
            Map<String, String> parameters = queryParameters(request.query());
            if (!parameters.isEmpty()) {
                texts(json, "queryStringParameters", parameters);
            }
            context(json, request);
            if (!pathParameters.isEmpty()) {
                texts(json, "pathParameters", pathParameters);
            }
            if (!stageVariables.isEmpty()) {
                texts(json, "stageVariables", stageVariables);
            }
            body(json, request);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return bytes.toByteArray();
    }

    private void context(JsonGenerator json, IngressRequest request) throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", account);
        json.writeStringField("apiId", apiId);
        if (authorizer != null) {
            json.writeFieldName("authorizer");
            json.writeRawValue(authorizer);
        }
        json.writeStringField("domainName", request.host());
        int dot = request.host().indexOf('.');
        json.writeStringField(
                "domainPrefix", dot < 0 ? request.host() : request.host().substring(0, dot));
        json.writeObjectFieldStart("http");
        json.writeStringField("method", request.method());
        json.writeStringField("path", rawPath);
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("sourceIp", request.remote());
        String agent = request.header("user-agent");
        json.writeStringField("userAgent", agent == null ? "" : agent);
        json.writeEndObject();
        json.writeStringField("requestId", request.requestId());
        json.writeStringField("routeKey", routeKey);
        json.writeStringField("stage", stage);
        json.writeStringField("time", TIME.format(request.time()));
        json.writeNumberField("timeEpoch", request.time().toEpochMilli());
        json.writeEndObject();
    }

    private static void cookies(JsonGenerator json, IngressRequest request) throws IOException {
        List<String> cookies = new ArrayList<>();
        for (Header header : request.headers()) {
            if (header.name().equals("cookie")) {
                for (String cookie : header.value().split(";")) {
                    if (!cookie.isBlank()) {
                        cookies.add(cookie.strip());
                    }
                }
            }
        }
        if (!cookies.isEmpty()) {
            json.writeArrayFieldStart("cookies");
            for (String cookie : cookies) {
                json.writeString(cookie);
            }
            json.writeEndArray();
        }
    }

    /** Those of one name are joined by commas. */
    private static Map<String, String> headers(IngressRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : request.headers()) {
            if (!header.name().equals("cookie")) {
                headers.merge(header.name(), header.value(), (a, b) -> a + "," + b);
            }
        }
        headers.putAll(forwarded(request));
        return headers;
    }

    /**
     * Where a request comes from: what the client says of those before it is kept, and what it says
     * of itself is not believed.
     */
    public static Map<String, String> forwarded(IngressRequest request) {
        String before = request.header("x-forwarded-for");
        String host = request.header("host");
        int port = host == null ? -1 : host.lastIndexOf(':');
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "x-forwarded-for",
                before == null ? request.remote() : before + ", " + request.remote());
        headers.put(
                "x-forwarded-port",
                host == null || port < 0 || host.endsWith("]")
                        ? request.secure() ? "443" : "80"
                        : host.substring(port + 1));
        headers.put("x-forwarded-proto", request.secure() ? "https" : "http");
        return headers;
    }

    /** The parameters of a query string, decoded; those of one name are joined by commas. */
    public static Map<String, String> queryParameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                parameters.merge(
                        decoded(at < 0 ? pair : pair.substring(0, at)),
                        at < 0 ? "" : decoded(pair.substring(at + 1)),
                        (a, b) -> a + "," + b);
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

    private static void texts(JsonGenerator json, String name, Map<String, String> texts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void body(JsonGenerator json, IngressRequest request) throws IOException {
        byte[] body = request.body();
        boolean text = isText(request);
        if (body.length > 0) {
            json.writeStringField(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        json.writeBooleanField("isBase64Encoded", body.length > 0 && !text);
    }

    /** Whether a body is handed on as it is; all others as base64. */
    private static boolean isText(IngressRequest request) {
        return !isCoded(request) && isText(request.header("content-type"));
    }

    /** Whether the body is compressed: then it is no text, whatever it is made of. */
    public static boolean isCoded(IngressRequest request) {
        String coding = request.header("content-encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/xml")
                || type.equals("application/javascript")
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }
}
