package dev.antiphon.lambda.invocation;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.delivery.ingress.CorsRules;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.delivery.ingress.ProxyAnswer;
import dev.antiphon.delivery.ingress.ProxyEvent;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.FunctionUrl;
import dev.antiphon.lambda.function.Functions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;

/**
 * The URLs of functions, {@code ID.lambda-url.REGION.…}: a request is an invocation that is waited
 * for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda
 *     function URLs</a>
 */
final class UrlIngress {
    static final String KIND = "lambda-url";

    /** Stage and route of every URL. */
    private static final String DEFAULT = "$default";

    /** In AWS's words. Mostly a permission is missing, which AuthType NONE needs as well. */
    private static final IngressAnswer FORBIDDEN =
            IngressAnswer.json(
                    403,
                    "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues,"
                            + " see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");

    private final OutsideCalls outside;
    private final StreamedCalls streams;

    UrlIngress(OutsideCalls outside, StreamedCalls streams) {
        this.outside = outside;
        this.streams = streams;
    }

    CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request) {
        String id = request.label(KIND);
        FunctionUrl url = id == null ? null : Functions.url(catalogs, id);
        if (url == null) {
            return answered(IngressAnswer.json(404, "{\"Message\":null}"));
        }
        CorsRules rules = rules(url);
        List<Header> cors = rules == null ? List.of() : rules.headers(request);
        if (rules != null && CorsRules.preflight(request)) {
            return answered(new IngressAnswer(200, cors, new byte[0]));
        }
        try {
            return invoke(catalogs, url, request)
                    .thenApply(answer -> finished(answer, cors, request));
        } catch (AwsException e) {
            return answered(finished(refusal(e), cors, request));
        }
    }

    private static @Nullable CorsRules rules(FunctionUrl url) {
        Cors cors = url.cors();
        return cors == null
                ? null
                : new CorsRules(
                        cors.allowOrigins(),
                        cors.allowMethods(),
                        cors.allowHeaders(),
                        cors.exposeHeaders(),
                        cors.maxAge(),
                        Boolean.TRUE.equals(cors.allowCredentials()));
    }

    private static CompletionStage<IngressAnswer> answered(IngressAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private CompletionStage<IngressAnswer> invoke(
            Catalogs catalogs, FunctionUrl url, IngressRequest request) {
        FunctionName function = url.function();
        Caller caller = null;
        if (url.authType().equals("AWS_IAM")) {
            caller = request.identity().verify("lambda");
        }
        if (!Functions.permitsUrl(catalogs, url, caller == null ? null : caller.account())) {
            throw forbidden();
        }
        byte[] event = event(url, request, caller);
        OutsideCall.Function call =
                DirectCall.of(
                                catalogs,
                                function,
                                event,
                                new DirectCall.Asker(
                                        request.requestId(), request.header("x-amzn-trace-id")),
                                DirectCall.Options.NONE)
                        .call();
        if (event.length > EventPayload.LARGEST) {
            return answered(IngressAnswer.json(413, "{\"Message\":null}"));
        }
        return url.invokeMode().equals("RESPONSE_STREAM")
                ? streams.stream(call).thenCompose(UrlIngress::answer)
                : outside.begin(call).thenApply(UrlIngress::answer);
    }

    private static byte[] event(FunctionUrl url, IngressRequest request, @Nullable Caller caller) {
        return new ProxyEvent(
                        url.id(),
                        caller == null ? "anonymous" : caller.account(),
                        DEFAULT,
                        DEFAULT,
                        request.path(),
                        caller == null ? null : authorizer(caller),
                        Map.of(),
                        Map.of())
                .of(request);
    }

    private static String authorizer(Caller caller) {
        return "{\"iam\":{\"accessKey\":\""
                + caller.accessKeyId()
                + "\",\"accountId\":\""
                + caller.account()
                + "\",\"callerId\":\""
                + caller.accessKeyId()
                + "\",\"cognitoIdentity\":null,\"principalOrgId\":null,\"userArn\":\"arn:aws:iam::"
                + caller.account()
                + ":root\",\"userId\":\""
                + caller.accessKeyId()
                + "\"}}";
    }

    private static IngressAnswer answer(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer.Response response)
                    when response.header(OutsideCall.Function.FUNCTION_ERROR).isEmpty() -> {
                IngressAnswer answer = ProxyAnswer.of(response.body());
                yield answer == null ? failed() : answer;
            }
            case CallOutcome.Succeeded any -> failed();
            case CallOutcome.Failed refused -> refusal(InvocationErrors.of(refused, false));
        };
    }

    private static CompletionStage<IngressAnswer> answer(StreamedAnswer answer) {
        return switch (answer) {
            case StreamedAnswer.Begun begun ->
                    UrlStream.of(begun).thenApply(head -> head == null ? failed() : head);
            case StreamedAnswer.Refused refused ->
                    answered(refusal(InvocationErrors.of(refused.why(), false)));
        };
    }

    private static IngressAnswer failed() {
        return new IngressAnswer(
                502,
                List.of(new Header("content-type", "text/plain")),
                "Internal Server Error".getBytes(StandardCharsets.US_ASCII));
    }

    private static AwsException forbidden() {
        return AwsException.sender("AccessDeniedException", 403, "Forbidden");
    }

    private static IngressAnswer refusal(AwsException e) {
        return switch (e.status()) {
            case 403 -> FORBIDDEN;
            case 404 -> IngressAnswer.json(404, "{\"Message\":null}");
            case 429 -> IngressAnswer.json(429, "{\"Reason\":\"\",\"Message\":\"Rate Exceeded.\"}");
            default ->
                    e.status() < 500
                            ? IngressAnswer.json(e.status(), "{\"Message\":null}")
                            : failed();
        };
    }

    private static IngressAnswer finished(
            IngressAnswer answer, List<Header> cors, IngressRequest request) {
        List<Header> headers = new ArrayList<>(answer.headers());
        if (!cors.isEmpty()) {
            headers.removeIf(header -> CorsRules.decides(header.name()));
            headers.addAll(cors);
        }
        headers.add(new Header("x-amzn-RequestId", request.requestId()));
        return answer.withHeaders(headers);
    }
}
