package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.api.MappedPublisher;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.invoker.ApiCaller;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.WireCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The calls of schedules and workflows to this server's own services that only read or wait, made
 * without a socket. For all others see {@link ServiceCalls}.
 */
final class OwnCalls implements ApiCaller {
    private final ServiceCalls.Codec json;
    private final Backend backend;

    OwnCalls(ServiceCalls.Codec json, Backend backend) {
        this.json = json;
        this.backend = backend;
    }

    @Override
    public CallOutcome call(OutsideCall.Api made) throws InterruptedException {
        ServiceCall call = made.call();
        CompletableFuture<SdkPojo> answer = new CompletableFuture<>();
        try {
            SdkPojo request = json.request(call.service(), made.operation(), call.input());
            backend.call(
                    new OwnCall(
                            call.service(),
                            made.operation(),
                            call.input().length,
                            request,
                            call.caller(),
                            answer));
            return new CallOutcome.Succeeded(
                    new Answer.Response(
                            200,
                            List.of(new OutsideCall.Header("x-amzn-RequestId", call.requestId())),
                            json.answer(call.service(), made.operation(), answer.get())));
        } catch (AwsException e) {
            return failed(e);
        } catch (ExecutionException e) {
            return e.getCause() instanceof AwsException refusal
                    ? failed(refusal)
                    : new CallOutcome.Failed("UNKNOWN", "" + e.getCause(), true, null);
        }
    }

    /** A refusal for good is an answer; for now, it is tried again. */
    private static CallOutcome failed(AwsException e) {
        return e.status() >= 500 || e.code().contains("Throttl")
                ? new CallOutcome.Failed(e.code(), e.text(), true, null)
                : new CallOutcome.Succeeded(new Answer.Failed(e.code(), e.status(), e.text()));
    }

    private record OwnCall(
            String service,
            String operation,
            int bytes,
            SdkPojo request,
            Caller caller,
            CompletableFuture<SdkPojo> answer)
            implements WireCall {

        @Override
        public Executor lane() {
            return Runnable::run;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void reply(SdkPojo response) {
            answer.complete(response);
        }

        @Override
        public void reply(SdkPojo response, Flow.Publisher<? extends SdkPojo> events) {
            MappedPublisher.drop(events);
            fail(
                    AwsException.sender(
                            "ValidationException",
                            400,
                            operation + " answers with a stream, for which there is nobody here."));
        }

        @Override
        public void fail(Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
