package dev.antiphon.delivery.source;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has a source read: made of its definition, and immutable. */
public interface Consumer {
    /** What it is called for as long as it exists: an ARN. */
    String id();

    /** The ARN of the source, always the same. */
    String source();

    /** Whether it reads at present. */
    boolean reads();

    /**
     * Whether its owner waits for {@link #settled}, as after a change that takes effect with the
     * next batch.
     */
    boolean changing();

    /**
     * What its definition says is so now: it reads by it or, if it does not read, nothing of it is
     * under way any more. Called only while it is {@link #changing}, which must end by it.
     */
    void settled(Tx tx);

    /** Records in a batch at most. */
    int batchSize();

    /** What the JSON of a batch's records takes at most, with a byte between any two. */
    int batchBytes();

    /** How long a batch is gathered from its first record on, if it does not get full before. */
    Duration window();

    Scaling scaling();

    /** Whether it takes a record. What it does not take is done. */
    boolean wants(SourceRecord record);

    /**
     * Whether a record is not to be handed out, and not done either: it comes back in its time,
     * until its source gives it up.
     */
    boolean leaves(Tx tx, SourceRecord record);

    /**
     * Decides about a record that it wants and does not leave. What it stages for that is committed
     * with the receive.
     */
    default Admission admit(Tx tx, SourceRecord record) {
        return Admission.HANDED_OUT;
    }

    /**
     * Whether what a record waits for has not come to anything yet. Asked when a batch has ended;
     * then the record is to be admitted anew.
     */
    default boolean waits(Tx tx, SourceRecord record) {
        return false;
    }

    /** Where a batch would go now; null if nothing can be called at present. */
    @Nullable Destination destination(Tx tx);

    /** Takes a batch of records. */
    @FunctionalInterface
    interface Destination {
        OutsideCall call(Tx tx, List<SourceRecord> batch);
    }

    /** What a call's outcome means for the records of its batch. */
    Verdict verdict(List<SourceRecord> batch, CallOutcome outcome);

    /** Takes note of what has become of a batch, in the commit that ends its records. */
    default void ended(Tx tx, Verdict.Called called) {}
}
