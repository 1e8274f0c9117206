package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** The rules that hold for a batch as a whole: one that breaks them fails, rather than an entry. */
final class Batch {
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_ID = 80;

    private Batch() {}

    /**
     * @param entryType the name of the entries' type in the model, such as {@code
     *     SendMessageBatchRequestEntry}
     * @throws dev.antiphon.api.AwsException EmptyBatchRequest, TooManyEntriesInBatchRequest,
     *     InvalidBatchEntryId, BatchEntryIdsNotDistinct, MissingParameter
     */
    static <E> void check(
            List<E> entries, Function<? super E, @Nullable String> id, String entryType) {
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatchRequest(entryType);
        }
        if (entries.size() > MOST_ENTRIES) {
            throw SqsErrors.tooManyEntriesInBatchRequest(entries.size());
        }
        int number = 1;
        for (E entry : entries) {
            String text = id.apply(entry);
            if (text == null || text.isEmpty()) {
                throw SqsErrors.missingParameter(entryType + "." + number + ".Id");
            }
            if (!validId(text)) {
                throw SqsErrors.invalidBatchEntryId();
            }
            number++;
        }
        Set<@Nullable String> seen = HashSet.newHashSet(entries.size());
        for (E entry : entries) {
            String text = id.apply(entry);
            if (text != null && !seen.add(text)) {
                throw SqsErrors.batchEntryIdsNotDistinct(text);
            }
        }
    }

    /**
     * @param size of all messages together, with their attributes
     */
    static void checkSize(long size) {
        if (size > MessageRules.LARGEST_MESSAGE) {
            throw SqsErrors.batchRequestTooLong(size);
        }
    }

    /** AWS leaves a list of results out where it is empty. */
    static <R> @Nullable List<R> told(List<R> results) {
        return results.isEmpty() ? null : results;
    }

    /** How an entry that failed is told. */
    static BatchResultErrorEntry failed(String id, AwsException error) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(error.code())
                .message(error.text())
                .senderFault(error.fault() == AwsException.Fault.SENDER)
                .build();
    }

    private static boolean validId(String id) {
        if (id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
