package dev.antiphon.invoker.function;

import java.time.Instant;

/** Takes what functions and the platform say about invocations. */
@FunctionalInterface
public interface FunctionLog {
    /** Does not block for long: an event loop waits for it. */
    void write(Entry entry);

    /**
     * What there is to say about one invocation, or about a process that ended without one.
     *
     * @param group such as {@code /aws/lambda/NAME}
     * @param stream of the process
     * @param text lines in UTF-8
     */
    record Entry(
            String account,
            String region,
            String group,
            String stream,
            Instant time,
            byte[] text) {}
}
