package dev.antiphon.lambda.invocation;

import dev.antiphon.api.Caller;
import dev.antiphon.api.MappedPublisher;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Invocable;
import dev.antiphon.service.Relay;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseEvent;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/**
 * Invokes a function and hands on what it says while it says it. What it has failed with is told at
 * the end, for by then the answer has begun.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">
 *     Response streaming for Lambda functions</a>
 */
final class InvokeWithResponseStream
        implements Relay<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> {
    private final StreamedCalls streams;

    InvokeWithResponseStream(StreamedCalls streams) {
        this.streams = streams;
    }

    @Override
    public String entity(InvokeWithResponseStreamRequest request, Caller caller) {
        return function(request, caller).arn();
    }

    private static FunctionName function(InvokeWithResponseStreamRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }

    @Override
    public Course<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> course(
            Catalogs catalogs, InvokeWithResponseStreamRequest request, Caller caller) {
        byte[] payload = EventPayload.orEmpty(request.payload());
        String clientContext = ClientContext.decoded(request.clientContext());
        EventPayload.check(payload, EventPayload.LARGEST);
        DirectCall direct =
                DirectCall.of(
                        catalogs,
                        function(request, caller),
                        payload,
                        new DirectCall.Asker(caller.requestId(), caller.traceHeader()),
                        new DirectCall.Options(clientContext, request.logType() == LogType.TAIL));
        if (request.invocationType() == ResponseStreamingInvocationType.DRY_RUN) {
            return new Course.Outside<>(
                    CompletableFuture.completedFuture(
                            InvokeWithResponseStreamResponse.builder().statusCode(204).build()));
        }
        return new Course.Streamed<>(
                streams.stream(direct.call())
                        .thenApply(answer -> response(answer, direct.invocable())));
    }

    private static Stream<InvokeWithResponseStreamResponse> response(
            StreamedAnswer answer, Invocable invocable) {
        return switch (answer) {
            case StreamedAnswer.Begun begun ->
                    new Stream<>(
                            InvokeWithResponseStreamResponse.builder()
                                    .statusCode(200)
                                    .executedVersion(invocable.executedVersion())
                                    .build(),
                            new MappedPublisher<>(begun.parts(), InvokeWithResponseStream::event));
            case StreamedAnswer.Refused refused ->
                    throw InvocationErrors.of(refused.why(), invocable.spec().reserved() != null);
        };
    }

    private static SdkPojo event(Part part) {
        return switch (part) {
            case Part.Chunk chunk ->
                    InvokeWithResponseStreamResponseEvent.payloadChunkBuilder()
                            .payload(SdkBytes.fromByteArrayUnsafe(chunk.bytes()))
                            .build();
            case Part.End end ->
                    InvokeWithResponseStreamResponseEvent.invokeCompleteBuilder()
                            .errorCode(end.errorCode())
                            .errorDetails(end.errorDetails())
                            .logResult(end.logResult())
                            .build();
        };
    }
}
