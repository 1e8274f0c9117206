package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.StatesArn;
import dev.antiphon.states.machine.StatesErrors;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunRequest;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;

/** Tells how a Map Run stands. */
final class DescribeMapRun implements Command<DescribeMapRunRequest, DescribeMapRunResponse> {
    @Override
    public String entity(DescribeMapRunRequest request, Caller caller) {
        return entity(request.mapRunArn());
    }

    static String entity(String arn) {
        return StatesArn.parse(arn, "mapRun").toString();
    }

    static MapRun mapRun(Tx tx, String arn) {
        MapRun run = tx.get(MapRunTables.MAP_RUNS, entity(arn));
        if (run == null) {
            throw StatesErrors.resourceNotFound(arn);
        }
        return run;
    }

    @Override
    public Outcome<DescribeMapRunResponse> handle(
            Tx tx, DescribeMapRunRequest request, Caller caller) {
        MapRun run = mapRun(tx, request.mapRunArn());
        MapRunOrder order = run.order();
        long pending = run.status().closed() ? 0 : run.pending();
        long left = run.status().closed() ? run.pending() : 0;
        long aborted = left + run.ends().aborted();
        return Outcome.reply(
                DescribeMapRunResponse.builder()
                        .mapRunArn(order.arn())
                        .executionArn(order.parentArn())
                        .status(run.status().name())
                        .startDate(run.started())
                        .stopDate(run.stopped())
                        .maxConcurrency((int) order.maxConcurrency())
                        .toleratedFailurePercentage((float) order.toleratedPercentage())
                        .toleratedFailureCount(order.toleratedCount())
                        .itemCounts(counts ->
                                counts.pending(pending)
                                        .running((long) run.running())
                                        .succeeded((long) run.ends().succeeded())
                                        .failed((long) run.ends().failed())
                                        .timedOut((long) run.ends().timedOut())
                                        .aborted(aborted)
                                        .total((long) run.total())
                                        .resultsWritten(0L)
                                        .failuresNotRedrivable(0L)
                                        .pendingRedrive(0L))
                        .executionCounts(counts ->
                                counts.pending(pending)
                                        .running((long) run.running())
                                        .succeeded((long) run.ends().succeeded())
                                        .failed((long) run.ends().failed())
                                        .timedOut((long) run.ends().timedOut())
                                        .aborted(aborted)
                                        .total((long) run.total())
                                        .resultsWritten(0L)
                                        .failuresNotRedrivable(0L)
                                        .pendingRedrive(0L))
                        .redriveCount(run.redrives())
                        .redriveDate(run.redriven())
                        .build());
    }
}
