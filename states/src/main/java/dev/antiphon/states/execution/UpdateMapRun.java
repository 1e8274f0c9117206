package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.StatesErrors;
import software.amazon.awssdk.services.sfn.model.UpdateMapRunRequest;
import software.amazon.awssdk.services.sfn.model.UpdateMapRunResponse;

/** Changes how many children of a Map Run run at once, and how many of them may fail. */
final class UpdateMapRun implements Command<UpdateMapRunRequest, UpdateMapRunResponse> {
    @Override
    public String entity(UpdateMapRunRequest request, Caller caller) {
        return DescribeMapRun.entity(request.mapRunArn());
    }

    @Override
    public Outcome<UpdateMapRunResponse> handle(Tx tx, UpdateMapRunRequest request, Caller caller) {
        MapRun run = DescribeMapRun.mapRun(tx, request.mapRunArn());
        if (run.status().closed()) {
            throw StatesErrors.validation("The Map Run has ended and cannot be updated.");
        }
        MapRunOrder order = run.order();
        Integer concurrency = request.maxConcurrency();
        Float percentage = request.toleratedFailurePercentage();
        Long count = request.toleratedFailureCount();
        MapRuns.update(
                tx,
                run.with(
                        order.with(
                                concurrency == null ? order.maxConcurrency() : concurrency,
                                percentage == null ? order.toleratedPercentage() : percentage,
                                count == null ? order.toleratedCount() : count)));
        return Outcome.reply(UpdateMapRunResponse.builder().build());
    }
}
