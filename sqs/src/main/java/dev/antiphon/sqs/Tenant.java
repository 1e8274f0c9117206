package dev.antiphon.sqs;

/**
 * The messages of one message group of a standard queue, or all those without a group. Those that
 * came back and those that nobody has received yet take turns: a message that fails over and over
 * must not keep the others waiting, nor wait behind a backlog itself.
 */
final class Tenant extends Ring.Member<Tenant> {
    final long group;
    final Line fresh = new Line();
    final Line returned = new Line();

    /** Whose turn it is. */
    boolean freshNext;

    /** Messages in flight. */
    int inFlight;

    /** Messages that are delayed. */
    int delayed;

    /** When it sent for the last time. */
    long lastSent;

    /** Its messages are given out after everybody else's; see {@link FairShare}. */
    boolean noisy;

    final ProcessingTime processing = new ProcessingTime();

    Tenant(long group) {
        this.group = group;
    }

    /** How many of its messages can be received. */
    int backlog() {
        return fresh.size() + returned.size();
    }

    boolean unused() {
        return inFlight == 0 && delayed == 0 && backlog() == 0;
    }

    Candidates candidates() {
        Line.Cursor nextFresh = fresh.cursor();
        Line.Cursor nextReturned = returned.cursor();
        return new Candidates() {
            private boolean freshTurn = freshNext;

            @Override
            public long next() {
                long sequence = (freshTurn ? nextFresh : nextReturned).next();
                if (sequence == Line.NONE) {
                    return (freshTurn ? nextReturned : nextFresh).next();
                }
                freshTurn = !freshTurn;
                return sequence;
            }
        };
    }
}
