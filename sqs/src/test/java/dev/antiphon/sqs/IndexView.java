package dev.antiphon.sqs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An index as a text, to compare two. */
final class IndexView {
    private IndexView() {}

    /**
     * What can be received, and how much else there is. Whose turn it is among the lanes is not
     * part of it: that is forgotten at a restart.
     */
    static String of(QueueIndex<?> index) {
        List<Long> receivable = new ArrayList<>();
        Candidates candidates = index.candidates();
        for (long next = candidates.next(); next != Line.NONE; next = candidates.next()) {
            receivable.add(next);
        }
        Collections.sort(receivable);
        return index.counts() + " " + receivable;
    }
}
