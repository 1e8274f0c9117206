package dev.antiphon.delivery.source;

import java.util.List;

/** A service that has sources read. */
public interface SourceReader {
    /** For whom: each with its definitions. */
    List<ConsumerType<?, ?>> consumers();
}
