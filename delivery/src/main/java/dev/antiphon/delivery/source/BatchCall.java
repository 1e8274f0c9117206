package dev.antiphon.delivery.source;

import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Effect;
import java.util.List;

/**
 * The order to hand a batch to its consumer. The outcome returns by {@link Pollers#finish}. Nothing
 * of it is durable: if it is lost, the records come back to their source by themselves.
 *
 * @param number of this call, as the partition that owns the source knows it
 * @param consumer as it was when the batch was taken
 */
public record BatchCall(
        long number, Consumer consumer, List<SourceRecord> records, OutsideCall call)
        implements Effect {
    public BatchCall {
        records = List.copyOf(records);
    }

    /** The address to return the outcome to. */
    public String source() {
        return consumer.source();
    }
}
