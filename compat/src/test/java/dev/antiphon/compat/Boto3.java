package dev.antiphon.compat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** boto3, the SDK for Python. */
final class Boto3 {
    private Boto3() {}

    /** Starts it, or skips the test if there is no boto3 here. */
    static Sdk speaking(SqsProtocol protocol) {
        Missing.unless("python3 with boto3", "python3", "-c", "import boto3");
        return new WorkerSdk(
                List.of("python3", script().toString(), protocol.name().toLowerCase(Locale.ROOT)),
                protocol);
    }

    private static Path script() {
        URL script = Objects.requireNonNull(Boto3.class.getResource("boto3_client.py"));
        try {
            return Path.of(script.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
