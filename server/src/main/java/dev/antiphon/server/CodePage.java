package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.engine.AwaitedCall;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.lambda.function.CodeLocation;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.UrlEncoded;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET /_antiphon/functions/code}: the archive of a function or a layer, for whoever has been
 * given the address by GetFunction or GetLayerVersion. Like a presigned URL, it is good by its own
 * signature and for a while: clients that fetch it do not sign.
 */
final class CodePage {
    private static final int PIECE = 256 << 10;

    /** That wait for a client who is slower than the disk. */
    private static final int PIECES = 2;

    /** With a partition that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Engine engine;
    private final StoredCode stored;
    private final InstantSource clock;

    CodePage(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.stored = new StoredCode(engine);
        this.clock = clock;
    }

    HttpAnswer show(HttpRequest request) {
        Map<String, String> parameters = new HashMap<>();
        UrlEncoded.parse(request.query(), parameters::put);
        CodeRef code = granted(parameters).orElseThrow(CodePage::denied);
        try {
            InputStream archive = stored.open(code);
            return new HttpAnswer(
                    200,
                    List.of(new Header("content-type", "application/zip")),
                    new byte[0],
                    taker -> send(archive, taker));
        } catch (IOException e) {
            throw denied();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    /** Reads on as the client takes it: never more than some pieces of an archive in memory. */
    private static void send(InputStream archive, Flow.Subscriber<? super byte[]> taker) {
        SubmissionPublisher<byte[]> pieces = new SubmissionPublisher<>(Runnable::run, PIECES);
        pieces.subscribe(taker);
        Thread.startVirtualThread(() -> {
            try (archive) {
                byte[] piece = archive.readNBytes(PIECE);
                while (piece.length > 0 && pieces.hasSubscribers()) {
                    pieces.submit(piece);
                    piece = archive.readNBytes(PIECE);
                }
                pieces.close();
            } catch (IOException e) {
                pieces.closeExceptionally(e);
            }
        });
    }

    private Optional<CodeRef> granted(Map<String, String> parameters) {
        CodeLocation location;
        try {
            location =
                    new CodeLocation(
                            parameters.getOrDefault("owner", ""),
                            Long.parseLong(parameters.getOrDefault("version", "")),
                            parameters.getOrDefault("sha256", ""),
                            Long.parseLong(parameters.getOrDefault("expires", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        String signature = parameters.getOrDefault("signature", "");
        AwaitedCall<Optional<CodeRef>> asked =
                new AwaitedCall<>(
                        tx ->
                                Outcome.reply(
                                        Optional.ofNullable(
                                                Functions.granted(
                                                        tx, location, signature, clock.instant()))),
                        0);
        engine.submit(location.owner(), asked);
        try {
            return asked.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            asked.answer().cancel(false);
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static AwsException denied() {
        return AwsException.sender(
                "AccessDenied", 403, "The address is none that was given out, or is out of date.");
    }

    private static AwsException unavailable() {
        return AwsException.receiver("ServiceUnavailable", 503, "Try again later.");
    }
}
