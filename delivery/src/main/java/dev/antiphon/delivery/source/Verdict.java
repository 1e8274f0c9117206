package dev.antiphon.delivery.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the records of a batch. Those that are not done come back in their time. */
public sealed interface Verdict {
    /**
     * The call was made.
     *
     * @param done the records that were handled
     * @param failed those that were not
     * @param error why not; null if all were handled
     */
    record Called(List<SourceRecord> done, List<SourceRecord> failed, @Nullable String error)
            implements Verdict {
        public Called {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
        }

        public static Called succeeded(List<SourceRecord> batch) {
            return new Called(batch, List.of(), null);
        }

        public static Called failed(List<SourceRecord> batch, String error) {
            return new Called(List.of(), batch, error);
        }
    }

    /** Whoever should have taken the batch had no room for it: it is to be tried again. */
    record Throttled() implements Verdict {}
}
