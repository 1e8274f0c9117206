package dev.antiphon.compat;

import java.util.List;
import java.util.Locale;

/** boto3, the SDK for Python. */
final class Boto3 {
    private Boto3() {}

    /** Starts it, or skips the test if there is no boto3 here. */
    static Sdk speaking(SqsProtocol protocol) {
        Missing.unless("python3 with boto3", "python3", "-c", "import boto3");
        return new WorkerSdk(
                List.of(
                        "python3",
                        PythonScript.named("boto3_client.py").toString(),
                        protocol.name().toLowerCase(Locale.ROOT)),
                protocol);
    }
}
