package dev.antiphon.engine;

/**
 * How a node's engine is laid out and bounded.
 *
 * @param partitions how many partitions a new data directory gets; an existing one keeps its number
 * @param mailboxCalls calls that may wait for one partition, beyond which callers are throttled
 * @param mailboxBytes what these calls may take in memory
 * @param uncommittedBytes staged bytes of one partition that may wait for the disk before it takes
 *     no more calls
 * @param callsPerBatch calls that a partition runs before it hands on what it staged
 */
public record EngineConfig(
        int partitions,
        int mailboxCalls,
        long mailboxBytes,
        long uncommittedBytes,
        int callsPerBatch) {

    public EngineConfig {
        require(partitions >= 1 && partitions <= 1024, "partitions must be in 1 to 1024");
        require(mailboxCalls >= 16, "mailbox-calls must be at least 16");
        require(mailboxBytes >= 1 << 20, "mailbox-bytes must be at least 1 MiB");
        require(uncommittedBytes >= 1 << 20, "uncommitted-bytes must be at least 1 MiB");
        require(callsPerBatch >= 1, "calls-per-batch must be at least 1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The defaults for a machine with that many cores. */
    public static EngineConfig forCores(int cores) {
        return new EngineConfig(Math.max(2, cores), 16_384, 64L << 20, 64L << 20, 256);
    }
}
