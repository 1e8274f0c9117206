package dev.antiphon.invoker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many bytes of large answers are under way at once. Whoever has no place yet waits in
 * turn: where they are read, the endpoint waits with it, whose bytes stay in the network. A place
 * is for the whole of an answer, so that whoever has one can finish.
 */
public final class AnswerRoom {
    /** Taken when there is room, and to be left in any case. */
    public final class Place {
        private final long bytes;
        private final Runnable taken;
        private boolean inside;
        private boolean left;

        private Place(long bytes, Runnable taken) {
            this.bytes = bytes;
            this.taken = taken;
        }

        /** Gives the room back, or the wish for it up. */
        public void leave() {
            admit(this);
        }
    }

    private final long most;
    private final Queue<Place> waiting = new ArrayDeque<>();
    private long used;

    public AnswerRoom(long most) {
        this.most = most;
    }

    /**
     * @param bytes if there are more than all the room, it is had alone
     * @param taken runs when there is room: at once, or on the thread of whoever leaves
     */
    public Place enter(long bytes, Runnable taken) {
        Place place = new Place(Math.min(bytes, most), taken);
        synchronized (this) {
            waiting.add(place);
        }
        admit(null);
        return place;
    }

    private void admit(@Nullable Place leaving) {
        List<Place> admitted = new ArrayList<>();
        synchronized (this) {
            if (leaving != null && !leaving.left) {
                leaving.left = true;
                if (leaving.inside) {
                    used -= leaving.bytes;
                } else {
                    waiting.remove(leaving);
                }
            }
            for (Place next = waiting.peek();
                    next != null && used + next.bytes <= most;
                    next = waiting.peek()) {
                waiting.remove();
                next.inside = true;
                used += next.bytes;
                admitted.add(next);
            }
        }
        admitted.forEach(place -> place.taken.run());
    }
}
