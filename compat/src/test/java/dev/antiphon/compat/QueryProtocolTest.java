package dev.antiphon.compat;

import java.nio.file.Path;

/** The Query protocol, which SDKs spoke to SQS before 2024, by boto3 with the model of then. */
final class QueryProtocolTest extends SdkTest<Sdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages {
    @Override
    Sdk startSdk(Path folder) {
        return Boto3.speaking(SqsProtocol.QUERY);
    }
}
