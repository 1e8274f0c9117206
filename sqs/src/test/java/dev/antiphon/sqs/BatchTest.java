package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.antiphon.api.AwsException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static void check(List<String> ids) {
        Batch.check(ids, id -> id, "SendMessageBatchRequestEntry");
    }

    private static void refused(List<String> ids, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> check(ids))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(code);
                    assertThat(error.text()).isEqualTo(message);
                });
    }

    @Test
    void one_to_ten_entries_with_ids_of_their_own_are_a_batch() {
        assertThatNoException().isThrownBy(() -> check(List.of("a")));
        assertThatNoException()
                .isThrownBy(() ->
                        check(IntStream.range(0, 10).mapToObj(i -> "Message_-" + i).toList()));
        assertThatNoException().isThrownBy(() -> check(List.of("x".repeat(80))));
    }

    @Test
    void other_batches_are_refused_as_a_whole() {
        refused(
                List.of(),
                "EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request.");
        refused(
                IntStream.range(0, 20).mapToObj(Integer::toString).toList(),
                "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent 20.");
        refused(List.of("1", "2", "1"), "BatchEntryIdsNotDistinct", "Id 1 repeated.");
        for (String id : List.of("message:1", "a.b", "ä", "x".repeat(81), " ")) {
            refused(
                    List.of("1", id),
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and"
                            + " underscores. It can be at most 80 letters long.");
        }
        refused(
                List.of("1", ""),
                "MissingParameter",
                "The request must contain the parameter SendMessageBatchRequestEntry.2.Id.");
    }

    @Test
    void all_messages_of_a_batch_together_may_be_a_mebibyte() {
        assertThatNoException().isThrownBy(() -> Batch.checkSize(1_048_576));
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> Batch.checkSize(1_048_577))
                .withMessage(
                        "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577"
                                + " bytes.");
    }
}
