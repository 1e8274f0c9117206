package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.RouteKey;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/**
 * Has an HTTP endpoint answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html">
 *     HTTP proxy integrations for HTTP APIs</a>
 */
final class HttpBackend implements Backend {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}+]+)\\+?}");
    private static final Pattern ORIGIN = Pattern.compile("[a-zA-Z]+://[^/?]*");

    /** What may stand in a path beside letters, digits and codes. */
    private static final String IN_PATH = "-._~!$&'()*+,;=:@/";

    private static final String IN_QUERY = IN_PATH + "?[]";

    /** Those that are about one connection, or that the next request has of its own. */
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "forwarded",
                    "host",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto");

    private final String method;
    private final String uri;
    private final Duration patience;
    private final RequestMapping mapping;
    private final ResponseMapping answers;
    private final Calls calls;

    HttpBackend(Integration integration, Map<String, String> variables, Calls calls) {
        this.method = integration.integrationMethod();
        this.uri = FunctionArn.filled(integration.integrationUri(), variables);
        this.patience = Duration.ofMillis(integration.timeoutInMillis());
        this.mapping = new RequestMapping(integration.requestParameters());
        this.answers = new ResponseMapping(integration.responseParameters());
        this.calls = calls;
    }

    @Override
    public CompletionStage<IngressAnswer> call(Exchange exchange) {
        RequestMapping.Outgoing outgoing = mapping.apply(exchange);
        if (outgoing == null) {
            return Gateway.done(Answers.BAD_REQUEST);
        }
        OutsideCall.Http request =
                new OutsideCall.Http(
                        method.equals(RouteKey.ANY) ? exchange.request().method() : method,
                        url(exchange, outgoing),
                        headers(exchange.request(), outgoing.headers()),
                        exchange.request().body(),
                        patience,
                        List.of(),
                        null,
                        null,
                        true);
        return calls.http(request).thenApply(outcome -> answer(exchange, outcome));
    }

    private String url(Exchange exchange, RequestMapping.Outgoing outgoing) {
        String filled =
                VARIABLE.matcher(uri)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        encoded(
                                                exchange.parameters()
                                                        .getOrDefault(found.group(1), ""))));
        if (outgoing.path() != null) {
            Matcher origin = ORIGIN.matcher(filled);
            String path = outgoing.path();
            filled =
                    (origin.lookingAt() ? origin.group() : filled)
                            + (path.startsWith("/") ? "" : "/")
                            + legal(path, IN_PATH);
        }
        if (outgoing.query().isEmpty()) {
            return filled;
        }
        return filled + (filled.indexOf('?') < 0 ? "?" : "&") + legal(outgoing.query(), IN_QUERY);
    }

    /** A part of a URL as clients may send one, with what must not be there encoded. */
    private static String legal(String part, String signs) {
        StringBuilder legal = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char character = part.charAt(i);
            boolean fits =
                    character == '%'
                            ? isCode(part, i)
                            : character < 0x80
                                    && (Character.isLetterOrDigit(character)
                                            || signs.indexOf(character) >= 0);
            if (fits) {
                legal.append(character);
            } else if (Character.isHighSurrogate(character) && i + 1 < part.length()) {
                legal.append(RequestMapping.encoded(part.substring(i, i + 2)));
                i++;
            } else {
                legal.append(RequestMapping.encoded(String.valueOf(character)));
            }
        }
        return legal.toString();
    }

    /** Whether a percent sign begins the code of a byte. */
    private static boolean isCode(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    /** Slashes of a greedy variable stay what they are. */
    private static String encoded(String value) {
        return RequestMapping.encoded(value).replace("%2F", "/");
    }

    private static List<Header> headers(IngressRequest request, List<Header> given) {
        List<Header> headers = new ArrayList<>();
        String connection = request.header("connection");
        List<String> named =
                connection == null
                        ? List.of()
                        : List.of(connection.toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        for (Header header : given) {
            if (!OWN.contains(header.name()) && !named.contains(header.name())) {
                headers.add(header);
            }
        }
        String before = request.header("forwarded");
        headers.add(
                new Header(
                        "forwarded",
                        (before == null ? "" : before + ",")
                                + "for="
                                + request.remote()
                                + ";host="
                                + request.host()
                                + ";proto="
                                + (request.secure() ? "https" : "http")));
        return headers;
    }

    private IngressAnswer answer(Exchange exchange, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer.Response response) -> {
                List<Header> headers = new ArrayList<>();
                for (Header header : response.headers()) {
                    String name = header.name().toLowerCase(Locale.ROOT);
                    if (!OWN.contains(name) && !name.startsWith(":")) {
                        headers.add(new Header(name, header.value()));
                    }
                }
                yield answers.apply(
                        exchange, new IngressAnswer(response.status(), headers, response.body()));
            }
            case CallOutcome.Succeeded nothing -> Answers.ERROR;
            case CallOutcome.Failed failed -> Answers.to(failed);
        };
    }
}
