package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.execution.MapRunTables.ListKey;
import dev.antiphon.states.execution.MapRunTables.Listed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.ListMapRunsRequest;
import software.amazon.awssdk.services.sfn.model.ListMapRunsResponse;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/** Lists the Map Runs of an execution, the latest first. The token is the ARN of the last one. */
final class ListMapRuns implements Command<ListMapRunsRequest, ListMapRunsResponse> {
    private static final int USUAL = 100;
    private static final Comparator<MapRunListItem> ORDER =
            Comparator.comparing(MapRunListItem::startDate)
                    .reversed()
                    .thenComparing(MapRunListItem::mapRunArn);

    @Override
    public String entity(ListMapRunsRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    @Override
    public Outcome<ListMapRunsResponse> handle(Tx tx, ListMapRunsRequest request, Caller caller) {
        Execution execution = DescribeExecution.execution(tx, request.executionArn());
        List<MapRunListItem> all = new ArrayList<>();
        try (Scan<ListKey, Listed> rows =
                tx.scan(
                        MapRunTables.LISTED,
                        new ListKey(execution.number(), ""),
                        new ListKey(execution.number() + 1, ""))) {
            while (rows.next()) {
                all.add(
                        MapRunListItem.builder()
                                .executionArn(execution.arn().toString())
                                .mapRunArn(rows.key().mapRun())
                                .stateMachineArn(execution.machineArn())
                                .startDate(rows.value().started())
                                .stopDate(rows.value().stopped())
                                .build());
            }
        }
        all.sort(ORDER);
        int from = 0;
        for (int i = 0; request.nextToken() != null && i < all.size(); i++) {
            if (all.get(i).mapRunArn().equals(request.nextToken())) {
                from = i + 1;
            }
        }
        Integer asked = request.maxResults();
        int size = asked == null || asked == 0 ? USUAL : asked;
        List<MapRunListItem> page = all.subList(from, Math.min(all.size(), from + size));
        return Outcome.reply(
                ListMapRunsResponse.builder()
                        .mapRuns(page)
                        .nextToken(from + size < all.size() ? page.getLast().mapRunArn() : null)
                        .build());
    }
}
