package dev.antiphon.bench;

import java.util.List;

/**
 * Posts to a server that is not AWS in a closed loop: to one that answers when a workflow of its
 * own has ended.
 */
final class PostRun {
    private final Bench bench;
    private final String path;
    private final String body;
    private final String expected;
    private final int steps;
    private final Meter meter = new Meter();
    private boolean stopped;

    /**
     * @param expected a part of every right answer
     * @param steps that a call makes the server take
     */
    PostRun(Bench bench, String path, String body, String expected, int steps) {
        this.bench = bench;
        this.path = path;
        this.body = body;
        this.expected = expected;
        this.steps = steps;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("post", settings);
        List<Caller> callers =
                Caller.startAll(
                        bench,
                        Caller.Call.post(settings.endpoint(), path, body),
                        meter,
                        answer -> answer.body().contains(expected),
                        () -> !stopped);
        bench.loop().runFor(settings.warm());
        meter.start();
        Costs costs = Costs.begin(settings.server());
        bench.loop().runFor(settings.measured());
        meter.stop();
        costs.end(meter.calls(), result);
        stopped = true;
        bench.loop().runUntil(() -> callers.stream().allMatch(Caller::idle), settings.patience());
        callers.forEach(Caller::close);
        return result.rate("executions_s", meter.callsPerSecond(), "executions/s")
                .rate("steps_s", meter.callsPerSecond() * steps, "steps/s")
                .latencies("", meter)
                .errors(bench.errors())
                .detail("succeeded", callers.stream().mapToLong(Caller::done).sum());
    }
}
