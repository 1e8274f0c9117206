package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.StatesErrors;
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
        HistoryPage page = new HistoryPage(tx, execution, size);
        Long next = reverse ? page.back(Math.min(first, events)) : page.on(first, events);
        EventView view = new EventView(!Boolean.FALSE.equals(request.includeExecutionData()));
        return Outcome.reply(
                GetExecutionHistoryResponse.builder()
                        .events(page.events().stream().map(view::of).toList())
                        .nextToken(next == null ? null : next.toString())
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
}
