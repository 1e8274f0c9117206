package dev.antiphon.compat;

import java.nio.file.Path;

/** AWS SDK for JavaScript v3. */
final class JavaScriptSdkTest extends SdkTest<Sdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages {
    @Override
    Sdk startSdk(Path folder) {
        return JavaScriptSdk.start();
    }
}
