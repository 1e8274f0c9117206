package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;

/**
 * What a process holds at a time.
 *
 * @param memory in bytes, of it and its descendants
 * @param temporary in bytes, in its temporary folder, where nothing bounds that
 */
record Measured(long memory, long temporary) {
    /** Pages of libraries are counted with every process that maps them. */
    private static final long SHARED = 48L << 20;

    /** From where on it is ended. */
    static long most(FunctionSpec spec) {
        return (spec.memory() * (1L << 20)) + SHARED;
    }
}
