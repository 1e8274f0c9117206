package dev.antiphon.invoker;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.Signer;
import dev.antiphon.delivery.Signing;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.Pollers;
import dev.antiphon.engine.AwaitedCall;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.invoker.function.FunctionRunner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the attempts to deliver outside, each on a virtual thread of its own (functions have no
 * thread that waits for them), and hands what came of them to the partition that asked. How many
 * there are at once is for {@link Deliveries} to say.
 */
public final class Invoker implements OutsideCalls, StreamedCalls, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Invoker.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** An answer that a partition wants to have travels as a parcel. */
    private static final long LARGEST_PARCEL = 8 << 20;

    /** What HTTP APIs hand on at most. */
    private static final long LARGEST_ANSWER = 10 << 20;

    /** What an outcome takes in a mailbox besides what it tells, roughly. */
    private static final int OUTCOME_BYTES = 200;

    private final Engine engine;
    private final Deliveries deliveries;
    private final Pollers pollers;
    private final ApiCaller api;
    private final Signer signer;
    private final Mailer mail;
    private final FunctionRunner functions;
    private final HttpCaller http = new HttpCaller(InstantSource.system());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param functions closed with this
     */
    public Invoker(
            Engine engine,
            Deliveries deliveries,
            Pollers pollers,
            ApiCaller api,
            Signer signer,
            MailConfig mail,
            FunctionRunner functions) {
        this.engine = engine;
        this.deliveries = deliveries;
        this.pollers = pollers;
        this.api = api;
        this.signer = signer;
        this.mail = new Mailer(mail);
        this.functions = functions;
    }

    /** Begins an attempt. Does not block. */
    public void perform(OutsideAttempt attempt) {
        perform(
                attempt.call(),
                attempt.target(),
                (tx, outcome) -> deliveries.finish(tx, attempt, outcome));
    }

    /** Hands a batch to its consumer. Does not block. */
    public void perform(BatchCall batch) {
        perform(batch.call(), batch.source(), (tx, outcome) -> pollers.finish(tx, batch, outcome));
    }

    private void perform(OutsideCall call, String address, End end) {
        if (call instanceof OutsideCall.Function invocation) {
            var _ = functions.invoke(invocation).thenAccept(outcome -> tell(address, end, outcome));
        } else {
            onThread(() -> tell(address, end, outcome(call, LARGEST_PARCEL)));
        }
    }

    /** Takes in the outcome of a call, on the partition that asked for it. */
    @FunctionalInterface
    private interface End {
        void take(Tx tx, CallOutcome outcome);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private void onThread(Work work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (InterruptedException e) {
                    // The server stops: the attempt is made again at the next start.
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("stopping: an attempt is left for the next start", e);
        }
    }

    @Override
    public CompletionStage<CallOutcome> begin(OutsideCall call) {
        if (call instanceof OutsideCall.Function invocation) {
            return functions.invoke(invocation);
        }
        CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    outcome.complete(outcome(call, LARGEST_ANSWER));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    outcome.complete(stopping());
                }
            });
        } catch (RejectedExecutionException e) {
            outcome.complete(stopping());
        }
        return outcome;
    }

    @Override
    public CompletionStage<StreamedAnswer> stream(OutsideCall.Function call) {
        return functions.stream(call);
    }

    private static CallOutcome stopping() {
        return new CallOutcome.Failed(
                "ServiceUnavailableException", "The server is stopping.", true, null);
    }

    private CallOutcome outcome(OutsideCall call, long largest) throws InterruptedException {
        try {
            return switch (call) {
                case OutsideCall.Http request ->
                        http.call(
                                request.signing() == null
                                        ? request
                                        : request.withBody(
                                                signed(request.body(), request.signing())),
                                largest);
                case OutsideCall.Mail letter ->
                        mail.send(letter, signed(letter.body(), letter.signing()));
                case OutsideCall.Api request -> api.call(request);
                case OutsideCall.Function invocation ->
                        throw new IllegalStateException("no thread is for " + invocation);
            };
        } catch (RuntimeException e) {
            log.error("an attempt failed by a fault of ours: {}", call, e);
            return new CallOutcome.Failed("UNKNOWN", e.toString(), true, null);
        }
    }

    private byte[] signed(byte[] body, @Nullable Signing signing) {
        if (signing == null) {
            return body;
        }
        byte[] signature =
                signer.sign(signing.text(), signing.algorithm())
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(body.length - (signing.to() - signing.from()) + signature.length)
                .put(body, 0, signing.from())
                .put(signature)
                .put(body, signing.to(), body.length - signing.to())
                .array();
    }

    /**
     * Hands over the outcome. It is tried again where the partition has no room, or its storage
     * takes no changes at present.
     */
    private void tell(String address, End end, CallOutcome outcome) {
        AwaitedCall<Boolean> telling =
                new AwaitedCall<>(
                        tx -> {
                            end.take(tx, outcome);
                            return Outcome.reply(true);
                        },
                        bytes(outcome));
        engine.submit(address, telling);
        var _ =
                telling.answer()
                        .whenComplete((done, error) -> {
                            if (error instanceof EngineException refusal) {
                                if (refusal.reason() != EngineException.Reason.STOPPING) {
                                    onThread(() -> {
                                        Thread.sleep(PAUSE);
                                        tell(address, end, outcome);
                                    });
                                }
                            } else if (error != null) {
                                log.error("an outcome could not be taken in: {}", address, error);
                            }
                        });
    }

    private static int bytes(CallOutcome outcome) {
        int told =
                switch (outcome) {
                    case CallOutcome.Succeeded(Answer.Response response) -> response.body().length;
                    case CallOutcome.Succeeded other -> 0;
                    case CallOutcome.Failed failed -> failed.message().length();
                };
        return OUTCOME_BYTES + told;
    }

    /** Ends all attempts: those under way are made again at the next start. */
    @Override
    public void close() {
        threads.shutdownNow();
        functions.close();
        http.close();
    }
}
