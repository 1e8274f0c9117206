package dev.antiphon.sqs;

/**
 * How long consumers have held messages recently: the sum over this minute and the one before, so
 * that old times fade without being kept.
 */
final class ProcessingTime {
    private static final long WINDOW = 60_000;

    private long window;
    private long present;
    private long presentMessages;
    private long previous;
    private long previousMessages;

    void add(long now, long took) {
        turn(now);
        present += took;
        presentMessages++;
    }

    long recent(long now) {
        turn(now);
        return present + previous;
    }

    /** How many messages that is about. */
    long recentMessages(long now) {
        turn(now);
        return presentMessages + previousMessages;
    }

    private void turn(long now) {
        long current = now / WINDOW;
        if (current == window) {
            return;
        }
        boolean adjacent = current == window + 1;
        previous = adjacent ? present : 0;
        previousMessages = adjacent ? presentMessages : 0;
        present = 0;
        presentMessages = 0;
        window = current;
    }
}
