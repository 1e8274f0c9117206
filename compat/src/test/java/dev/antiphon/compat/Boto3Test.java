package dev.antiphon.compat;

import java.nio.file.Path;

/** boto3, the SDK for Python. */
final class Boto3Test extends SdkTest<Sdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages,
                Routing,
                Topics,
                Mobile,
                Buses,
                EventResources,
                Schedules,
                HttpApis,
                Workflows,
                Functions,
                FunctionEvents,
                FunctionSettings,
                Layers {
    @Override
    Sdk startSdk(Path folder) {
        return Boto3.speaking(SqsProtocol.JSON);
    }
}
