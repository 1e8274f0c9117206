package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskAddress;
import java.util.List;

/**
 * What a distributed Map state wants done: a child execution for each of the inputs.
 *
 * @param arn of the Map Run
 * @param parent the state that waits
 * @param parentArn the execution that it is a state of
 * @param label of the Map state, given or made up
 * @param revision the hash of what the parent runs, and so the children
 * @param flow the number of the workflow of a child
 * @param inputs as JSON
 */
record MapRunOrder(
        String arn,
        TaskAddress parent,
        String parentArn,
        String machineArn,
        String machineName,
        String label,
        String revision,
        int flow,
        boolean express,
        long maxConcurrency,
        double toleratedPercentage,
        long toleratedCount,
        List<String> inputs) {

    void write(RowWriter out) {
        out.text(arn);
        parent.write(out);
        out.text(parentArn).text(machineArn).text(machineName).text(label);
        out.text(revision).varint(flow).bool(express).varint(maxConcurrency);
        out.i64(Double.doubleToLongBits(toleratedPercentage)).varint(toleratedCount);
        out.texts(inputs);
    }

    static MapRunOrder read(RowReader in) {
        return new MapRunOrder(
                in.text(),
                TaskAddress.read(in),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                (int) in.varint(),
                in.bool(),
                in.varint(),
                Double.longBitsToDouble(in.i64()),
                in.varint(),
                in.texts());
    }

    /** The same without the inputs, which are rows of their own. */
    MapRunOrder withoutInputs() {
        return new MapRunOrder(
                arn,
                parent,
                parentArn,
                machineArn,
                machineName,
                label,
                revision,
                flow,
                express,
                maxConcurrency,
                toleratedPercentage,
                toleratedCount,
                List.of());
    }

    /** The same for a state that waits for it anew. */
    MapRunOrder with(TaskAddress waiting) {
        return new MapRunOrder(
                arn,
                waiting,
                parentArn,
                machineArn,
                machineName,
                label,
                revision,
                flow,
                express,
                maxConcurrency,
                toleratedPercentage,
                toleratedCount,
                inputs);
    }

    MapRunOrder with(long concurrency, double percentage, long count) {
        return new MapRunOrder(
                arn,
                parent,
                parentArn,
                machineArn,
                machineName,
                label,
                revision,
                flow,
                express,
                concurrency,
                percentage,
                count,
                inputs);
    }
}
