package dev.antiphon.bench;

import java.time.Duration;
import java.util.List;

/**
 * Starts Standard executions of ten states in a closed loop. The measured time ends when the last
 * of them has: a server that answers first and works later gains nothing by it.
 */
final class WorkflowRun {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Bench bench;
    private final Meter starts = new Meter();
    private boolean stopped;

    WorkflowRun(Bench bench) {
        this.bench = bench;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("workflows", settings);
        Machine machine = Machine.create(bench.control(), Machine.tenStates());
        long warmed = load(machine, settings.warm());
        starts.start();
        Costs costs = Costs.begin(settings.server());
        long begin = System.nanoTime();
        long started = load(machine, settings.measured());
        double seconds = (System.nanoTime() - begin) / 1e9;
        starts.stop();
        costs.end(started, result);
        long succeeded = machine.count("SUCCEEDED");
        machine.delete();
        return result.rate("executions_s", started / seconds, "executions/s")
                .rate("steps_s", started * Machine.STATES / seconds, "steps/s")
                .latencies("", starts)
                .check("lost", Math.max(0, warmed + started - succeeded))
                .errors(bench.errors())
                .detail("started", started)
                .detail("succeeded", succeeded);
    }

    /** Returns how many were started, when all of them have ended. */
    private long load(Machine machine, Duration time) {
        stopped = false;
        List<Caller> callers =
                Caller.startAll(
                        bench,
                        Caller.Call.of(Operation.START_EXECUTION, machine.start("{\"n\":1}")),
                        starts,
                        _ -> true,
                        () -> !stopped);
        bench.loop().runFor(time);
        stopped = true;
        bench.loop()
                .runUntil(
                        () -> callers.stream().allMatch(Caller::idle), bench.settings().patience());
        long end = System.nanoTime() + bench.settings().patience().toNanos();
        while (machine.running() && System.nanoTime() - end < 0) {
            bench.loop().runFor(BETWEEN_LOOKS);
        }
        callers.forEach(Caller::close);
        return callers.stream().mapToLong(Caller::done).sum();
    }
}
