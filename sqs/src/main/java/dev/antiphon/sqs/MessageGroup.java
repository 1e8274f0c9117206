package dev.antiphon.sqs;

import java.util.Arrays;

/**
 * A message group of a FIFO queue: its messages in the order of sending. Since they are only given
 * out in that order, those that were ever received are a stretch at the front.
 */
final class MessageGroup extends Ring.Member<MessageGroup> {
    private static final long[] NONE = {};

    final long group;

    /** Those that nobody has received, delayed ones among them. */
    final Line fresh = new Line();

    /** Those that were received and are still there, in order. */
    private long[] touched = NONE;

    private int touchedCount;

    MessageGroup(long group) {
        this.group = group;
    }

    boolean isEmpty() {
        return touchedCount == 0 && fresh.isEmpty();
    }

    int touchedCount() {
        return touchedCount;
    }

    long touched(int position) {
        return touched[position];
    }

    /** The message that must be given out before all others, or {@link Line#NONE}. */
    long head() {
        return touchedCount > 0 ? touched[0] : fresh.first();
    }

    void addTouched(long sequence) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, Math.max(2, touchedCount * 2));
        }
        int at = touchedCount;
        while (at > 0 && touched[at - 1] > sequence) {
            touched[at] = touched[at - 1];
            at--;
        }
        touched[at] = sequence;
        touchedCount++;
    }

    void removeTouched(long sequence) {
        int at = 0;
        while (touched[at] != sequence) {
            at++;
        }
        touchedCount--;
        System.arraycopy(touched, at + 1, touched, at, touchedCount - at);
        if (touchedCount == 0) {
            touched = NONE;
        }
    }
}
