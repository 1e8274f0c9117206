package dev.antiphon.bench;

import java.time.Duration;

/**
 * One Standard execution of ten states after the other, with a pause between two: how long from the
 * start until DescribeExecution says that it has succeeded, asked again as soon as it has answered.
 */
final class WorkflowTimeRun {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Bench bench;
    private final Meter starts = new Meter();
    private final Meter ends = new Meter();
    private long failed;

    WorkflowTimeRun(Bench bench) {
        this.bench = bench;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("workflow-time", settings);
        Machine machine = Machine.create(bench.control(), Machine.tenStates());
        oneAfterTheOther(machine, settings.warm());
        starts.start();
        ends.start();
        oneAfterTheOther(machine, settings.measured());
        starts.stop();
        ends.stop();
        machine.delete();
        return result.latencies("finished_", ends)
                .latencies("start_", starts)
                .check("failed", failed)
                .detail("executions", ends.calls());
    }

    private void oneAfterTheOther(Machine machine, Duration time) {
        String start = machine.start("{\"n\":1}");
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            long begin = System.nanoTime();
            Answer started = bench.control().call(Operation.START_EXECUTION, start);
            starts.record(started.nanos(), 1);
            String describe =
                    "{\"executionArn\":\"" + Machine.text(started, "executionArn") + "\"}";
            String status;
            do {
                Answer answer = bench.control().call(Operation.DESCRIBE_EXECUTION, describe);
                status = Machine.text(answer, "status");
            } while (status.equals("RUNNING"));
            ends.record(System.nanoTime() - begin, 1);
            if (!status.equals("SUCCEEDED")) {
                failed++;
            }
            bench.loop().runFor(PAUSE);
        }
    }
}
