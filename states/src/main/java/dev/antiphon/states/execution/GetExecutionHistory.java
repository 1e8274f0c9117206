package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.execution.ExecutionTables.ChunkKey;
import dev.antiphon.states.machine.StatesErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;

/**
 * Tells the events of a Standard execution, from the first or from the last. The token is the id of
 * the event that the next page begins with.
 */
final class GetExecutionHistory
        implements Command<GetExecutionHistoryRequest, GetExecutionHistoryResponse> {
    private static final int USUAL = 100;

    @Override
    public String entity(GetExecutionHistoryRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    @Override
    public Outcome<GetExecutionHistoryResponse> handle(
            Tx tx, GetExecutionHistoryRequest request, Caller caller) {
        Execution execution = DescribeExecution.execution(tx, request.executionArn());
        long events = Closed.standing(tx, execution).lastEvent();
        Integer asked = request.maxResults();
        int size = asked == null || asked == 0 ? USUAL : asked;
        boolean reverse = Boolean.TRUE.equals(request.reverseOrder());
        long first = start(request.nextToken(), reverse ? events : 1);
        long last = reverse ? Math.max(1, first - size + 1) : Math.min(events, first + size - 1);
        List<Event> page = events(tx, execution, Math.min(first, last), Math.max(first, last));
        if (reverse) {
            Collections.reverse(page);
        }
        EventView view = new EventView(!Boolean.FALSE.equals(request.includeExecutionData()));
        long next = reverse ? last - 1 : last + 1;
        return Outcome.reply(
                GetExecutionHistoryResponse.builder()
                        .events(page.stream().map(view::of).toList())
                        .nextToken(next >= 1 && next <= events ? Long.toString(next) : null)
                        .build());
    }

    private static long start(@Nullable String token, long otherwise) {
        if (token == null) {
            return otherwise;
        }
        try {
            return Math.clamp(Long.parseLong(token), 1, History.MOST_EVENTS);
        } catch (NumberFormatException e) {
            throw StatesErrors.invalidToken("Invalid token");
        }
    }

    private static List<Event> events(Tx tx, Execution execution, long from, long to) {
        List<Event> events = new ArrayList<>();
        // A part begins before what is asked for and may reach into it: all up to the end are
        // looked at, and read where they matter.
        HistoryChunk before = null;
        try (Scan<ChunkKey, HistoryChunk> rows =
                tx.scan(
                        ExecutionTables.HISTORY,
                        new ChunkKey(execution.number(), 0),
                        new ChunkKey(execution.number(), to + 1))) {
            while (rows.next()) {
                if (before != null && rows.key().firstId() > from) {
                    add(events, before, from, to);
                }
                before = rows.value();
            }
        }
        if (before != null) {
            add(events, before, from, to);
        }
        return events;
    }

    private static void add(List<Event> events, HistoryChunk chunk, long from, long to) {
        for (Event event : chunk.read()) {
            if (event.id() >= from && event.id() <= to) {
                events.add(event);
            }
        }
    }
}
