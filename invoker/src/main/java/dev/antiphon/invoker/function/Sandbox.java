package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sets up what is around a function's process. */
interface Sandbox {
    /**
     * How to start it.
     *
     * @param environment of the first program: where that is one of ours, which runs before there
     *     is any isolation, it must not be the function's
     * @param folder that it starts in
     * @param temporary what it may write to
     */
    record Prepared(
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Temporary temporary) {}

    /** Whether all that a process has started ends with it, whatever that does. */
    boolean endsAll();

    /** Where things will lie for the process. */
    Environment.Places places(CodeCache.Unpacked code, Path temporary);

    /**
     * @param folder of the process's own
     * @param temporary its temporary folder in there
     * @param environment of the function
     */
    Prepared prepare(
            FunctionSpec spec,
            CodeCache.Unpacked code,
            Path folder,
            Path temporary,
            Map<String, String> environment,
            Launch launch)
            throws IOException, StartException, InterruptedException;
}
