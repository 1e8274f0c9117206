package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.service.PageToken;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing of queues in the order of their names. The token names the last queue of a
 * page, so that queues that come and go in between neither hide others nor show them twice.
 *
 * @param nextToken null at the end, and where the caller did not ask for pages
 */
record Page(List<Queue> queues, @Nullable String nextToken) {
    private static final int LARGEST = 1000;

    Page {
        queues = List.copyOf(queues);
    }

    /**
     * The name after which a listing goes on; empty at its beginning.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameterValue
     */
    static String start(@Nullable Integer maxResults, @Nullable String nextToken) {
        if (maxResults != null && (maxResults < 1 || maxResults > LARGEST)) {
            throw SqsErrors.invalidParameter(
                    "MaxResults", maxResults, "MaxResults must be an integer between 1 and 1000.");
        }
        if (nextToken == null || nextToken.isEmpty()) {
            return "";
        }
        if (maxResults == null) {
            throw SqsErrors.invalidParameter(
                    "MaxResults is a mandatory parameter when you provide a value for NextToken.");
        }
        String name = PageToken.read(nextToken);
        if (name == null) {
            throw SqsErrors.invalidParameter(
                    "NextToken", nextToken, "Invalid or expired next token.");
        }
        return name;
    }

    /**
     * @param queues those after {@link #start}
     */
    static Page of(Iterator<Queue> queues, @Nullable Integer maxResults) {
        int size = maxResults == null ? LARGEST : maxResults;
        List<Queue> page = new ArrayList<>();
        while (queues.hasNext() && page.size() < size) {
            page.add(queues.next());
        }
        boolean more = maxResults != null && queues.hasNext();
        return new Page(page, more ? PageToken.of(page.getLast().arn().name()) : null);
    }

    List<String> urls(Caller caller) {
        return queues.stream().map(queue -> QueueUrl.of(queue.arn(), caller)).toList();
    }
}
