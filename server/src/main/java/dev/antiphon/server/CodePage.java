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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * {@code GET /_antiphon/functions/code}: the archive of a function or a layer, for whoever has been
 * given the address by GetFunction or GetLayerVersion. Like a presigned URL, it is good by its own
 * signature and for a while: clients that fetch it do not sign.
 */
final class CodePage {
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
        try (InputStream archive = stored.open(code)) {
            return new HttpAnswer(
                    200,
                    List.of(new Header("content-type", "application/zip")),
                    archive.readAllBytes());
        } catch (IOException e) {
            throw denied();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
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
            return asked.answer().join();
        } catch (CompletionException e) {
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
