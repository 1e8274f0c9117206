package dev.antiphon.lambda.invocation;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Invocable;
import dev.antiphon.service.Command;
import dev.antiphon.service.Relay;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Invokes a function: {@code RequestResponse} is carried out where the call arrives, and nothing of
 * it is kept; {@code Event} is queued durably before it is answered; {@code DryRun} looks whether
 * it could be done.
 */
final class Invoke implements Relay<InvokeRequest, InvokeResponse> {
    private final OutsideCalls outside;

    Invoke(OutsideCalls outside) {
        this.outside = outside;
    }

    @Override
    public String entity(InvokeRequest request, Caller caller) {
        return function(request, caller).arn();
    }

    private static FunctionName function(InvokeRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }

    @Override
    public @Nullable Command<InvokeRequest, InvokeResponse> inside(InvokeRequest request) {
        if (request.invocationType() != InvocationType.EVENT) {
            return null;
        }
        ClientContext.decoded(request.clientContext());
        EventPayload.check(EventPayload.orEmpty(request.payload()), EventPayload.LARGEST_QUEUED);
        return new InvokeLater();
    }

    @Override
    public Course<InvokeRequest, InvokeResponse> course(
            Catalogs catalogs, InvokeRequest request, Caller caller) {
        FunctionName function = function(request, caller);
        Command<InvokeRequest, InvokeResponse> later = inside(request);
        if (later != null) {
            return new Course.Inside<>(later);
        }
        byte[] payload = EventPayload.orEmpty(request.payload());
        String clientContext = ClientContext.decoded(request.clientContext());
        EventPayload.check(payload, EventPayload.LARGEST);
        DirectCall direct =
                DirectCall.of(
                        catalogs,
                        function,
                        payload,
                        new DirectCall.Asker(caller.requestId(), caller.traceHeader()),
                        new DirectCall.Options(clientContext, request.logType() == LogType.TAIL));
        if (request.invocationType() == InvocationType.DRY_RUN) {
            return new Course.Outside<>(
                    CompletableFuture.completedFuture(
                            InvokeResponse.builder().statusCode(204).build()));
        }
        return new Course.Outside<>(
                outside.begin(direct.call())
                        .thenApply(outcome -> response(outcome, direct.invocable())));
    }

    private static InvokeResponse response(CallOutcome outcome, Invocable invocable) {
        return switch (outcome) {
            case CallOutcome.Succeeded(Answer.Response response) ->
                    InvokeResponse.builder()
                            .statusCode(200)
                            .executedVersion(invocable.executedVersion())
                            .functionError(header(response, OutsideCall.Function.FUNCTION_ERROR))
                            .logResult(header(response, OutsideCall.Function.LOG_RESULT))
                            .payload(SdkBytes.fromByteArrayUnsafe(response.body()))
                            .build();
            case CallOutcome.Succeeded(var other) ->
                    throw AwsException.receiver(
                            "ServiceException", 500, "The function gave no answer: " + other);
            case CallOutcome.Failed failed ->
                    throw InvocationErrors.of(failed, invocable.spec().reserved() != null);
        };
    }

    private static @Nullable String header(Answer.Response response, String name) {
        String value = response.header(name);
        return value.isEmpty() ? null : value;
    }
}
