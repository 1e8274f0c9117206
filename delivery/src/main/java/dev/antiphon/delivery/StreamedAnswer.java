package dev.antiphon.delivery;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What comes of an invocation whose caller takes the answer as it is made. */
public sealed interface StreamedAnswer {
    /**
     * The function answers, or has failed before it did.
     *
     * @param contentType as the function says
     * @param parts of the answer, the last one an {@link Part.End}; for one subscriber. The
     *     function waits while nothing is asked for. Whoever cancels hears no more of it, but does
     *     not end it
     */
    record Begun(String contentType, Flow.Publisher<Part> parts) implements StreamedAnswer {}

    /** The function could not be invoked. */
    record Refused(CallOutcome.Failed why) implements StreamedAnswer {}

    /** A part of an answer. */
    sealed interface Part {
        /** What the function says. */
        record Chunk(byte[] bytes) implements Part {}

        /**
         * It has said all, or something has ended it.
         *
         * @param errorCode the kind of the error, or null where there was none
         * @param errorDetails what is told of the error: JSON, or null where there was none
         * @param logResult the end of the log in base64, if it was asked for
         */
        record End(
                @Nullable String errorCode,
                @Nullable String errorDetails,
                @Nullable String logResult)
                implements Part {}
    }
}
