package dev.antiphon.compat;

import java.nio.file.Path;

/** AWS SDK for Java 2.x, blocking. */
final class JavaSdkTest extends SdkTest<JavaSdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages {
    @Override
    JavaSdk startSdk(Path folder) {
        return new JavaSdk();
    }
}
