package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.invoker.ApiCaller;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.WireCall;
import dev.antiphon.wire.route.JsonRequests;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkPojo;

/** Calls that schedules and workflows make to this server's own services, without a socket. */
final class OwnCalls implements ApiCaller {
    private final JsonRequests requests;
    private final Backend backend;

    OwnCalls(JsonRequests requests, Backend backend) {
        this.requests = requests;
        this.backend = backend;
    }

    @Override
    public CallOutcome call(OutsideCall.Api call) {
        CompletableFuture<SdkPojo> answer = new CompletableFuture<>();
        try {
            if (!backend.serves(call.service(), call.operation())) {
                return failed(
                        AwsException.sender(
                                "UnknownOperationException",
                                call.service() + " has no operation " + call.operation()));
            }
            SdkPojo request = requests.decode(call.service(), call.operation(), call.input());
            backend.call(new OwnCall(call, request, caller(call), answer));
            answer.get();
            return new CallOutcome.Succeeded();
        } catch (AwsException e) {
            return failed(e);
        } catch (ExecutionException e) {
            return e.getCause() instanceof AwsException refusal
                    ? failed(refusal)
                    : new CallOutcome.Failed("UNKNOWN", "" + e.getCause(), true, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CallOutcome.Failed("TIMEOUT", "the server is stopping", true, null);
        }
    }

    private static CallOutcome failed(AwsException e) {
        boolean retryable = e.status() >= 500 || e.code().contains("Throttl");
        return new CallOutcome.Failed(e.code(), e.text(), retryable, null);
    }

    private static Caller caller(OutsideCall.Api call) {
        return new Caller(
                call.account(),
                call.region(),
                Caller.ANONYMOUS,
                "http://localhost:4566",
                UUID.randomUUID().toString(),
                null);
    }

    private record OwnCall(
            OutsideCall.Api call, SdkPojo request, Caller caller, CompletableFuture<SdkPojo> answer)
            implements WireCall {
        @Override
        public String service() {
            return call.service();
        }

        @Override
        public String operation() {
            return call.operation();
        }

        @Override
        public int bytes() {
            return call.input().length;
        }

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
        public void fail(Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
