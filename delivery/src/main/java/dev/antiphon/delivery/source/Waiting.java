package dev.antiphon.delivery.source;

import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of a consumer that wait for others to come to something, in the order in which they were
 * received, and with each what is behind it in its group. They are in memory only: whatever is
 * forgotten here comes back to its source in its time.
 */
final class Waiting {
    /** More than this are not kept, and come back in their time. */
    private static final int MOST_RECORDS = 1_000;

    private static final long MOST_BYTES = 1 << 20;

    private final List<SourceRecord> records = new ArrayList<>();
    private long bytes;

    /** Groups of which nothing is kept any more: all of them comes back, and in its order. */
    private final Set<String> left = new HashSet<>();

    /** Whether something has ended since {@link #release} was last asked. */
    private boolean due;

    long bytes() {
        return bytes;
    }

    List<SourceRecord> records() {
        return records;
    }

    void add(SourceRecord record) {
        if (records.size() < MOST_RECORDS && bytes < MOST_BYTES) {
            records.add(record);
            bytes += record.json().length;
        } else if (record.group() != null) {
            left.add(record.group());
        }
    }

    /** Forgets what is not ours any more, or is to be left alone. */
    void refresh(Instant now) {
        remove(
                records.stream()
                        .filter(record ->
                                !record.heldUntil().isAfter(now) || left.contains(record.group()))
                        .toList());
        left.clear();
    }

    /** Something has ended that one of them may have waited for. */
    void wake() {
        due = !records.isEmpty();
    }

    /**
     * Takes out those that wait no more: of an unordered source up to so many, of an ordered one a
     * whole group, which is never more than a batch, since it was received as one.
     *
     * @param underWay of an ordered source: whether something of a record's group still is; null of
     *     an unordered one
     */
    List<SourceRecord> release(
            Tx tx, Consumer consumer, @Nullable Predicate<SourceRecord> underWay, int most) {
        if (!due) {
            return List.of();
        }
        List<SourceRecord> released =
                underWay == null ? records(tx, consumer, most) : group(tx, consumer, underWay);
        remove(released);
        due = !released.isEmpty() && !records.isEmpty(); // there may be more
        return released;
    }

    private List<SourceRecord> records(Tx tx, Consumer consumer, int most) {
        return records.stream().filter(record -> !consumer.waits(tx, record)).limit(most).toList();
    }

    private List<SourceRecord> group(Tx tx, Consumer consumer, Predicate<SourceRecord> underWay) {
        Set<@Nullable String> seen = new HashSet<>();
        for (SourceRecord head : records) {
            if (seen.add(head.group()) && !underWay.test(head) && !consumer.waits(tx, head)) {
                return records.stream()
                        .filter(record -> Objects.equals(record.group(), head.group()))
                        .toList();
            }
        }
        return List.of();
    }

    /** Whether a record must wait because one of its group does. */
    boolean holdsBack(SourceRecord record) {
        String group = record.group();
        return group != null
                && (left.contains(group)
                        || records.stream().anyMatch(each -> group.equals(each.group())));
    }

    /**
     * Leaves alone what is behind records that have failed: it comes back with them, and in its
     * place.
     */
    void leaveBehind(List<SourceRecord> failed) {
        for (SourceRecord record : failed) {
            if (record.group() != null) {
                left.add(record.group());
            }
        }
    }

    private void remove(List<SourceRecord> some) {
        if (!some.isEmpty()) {
            records.removeAll(new HashSet<>(some));
            bytes -= some.stream().mapToLong(record -> record.json().length).sum();
        }
    }

    void clear() {
        records.clear();
        bytes = 0;
        left.clear();
        due = false;
    }
}
