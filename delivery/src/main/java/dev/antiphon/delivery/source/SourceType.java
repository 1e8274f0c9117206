package dev.antiphon.delivery.source;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;

/** A kind of source: what has ARNs of one service can be read. */
public interface SourceType {
    /** The service in the sources' ARNs, such as {@code sqs}. */
    String service();

    /**
     * A source, on the partition that owns it.
     *
     * @return good for this operation; null if there is none such
     */
    @Nullable Source find(Tx tx, String arn);
}
