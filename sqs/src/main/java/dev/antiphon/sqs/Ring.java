package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * Lanes of a queue that have something to deliver, in turn. The links are in the members: there may
 * be millions of them, and each goes in and out often.
 */
final class Ring<M extends Ring.Member<M>> {
    /** What can be in one ring at a time. */
    abstract static class Member<M extends Member<M>> {
        private @Nullable M before;
        private @Nullable M after;
        private boolean inRing;

        boolean inRing() {
            return inRing;
        }
    }

    private @Nullable M first;
    private @Nullable M last;
    private int size;

    int size() {
        return size;
    }

    @Nullable M first() {
        return first;
    }

    @Nullable M after(M member) {
        return ((Member<M>) member).after;
    }

    void append(M added) {
        Member<M> member = added;
        member.inRing = true;
        member.before = last;
        if (last == null) {
            first = added;
        } else {
            ((Member<M>) last).after = added;
        }
        last = added;
        size++;
    }

    void remove(M removed) {
        Member<M> member = removed;
        if (member.before == null) {
            first = member.after;
        } else {
            ((Member<M>) member.before).after = member.after;
        }
        if (member.after == null) {
            last = member.before;
        } else {
            ((Member<M>) member.after).before = member.before;
        }
        member.before = null;
        member.after = null;
        member.inRing = false;
        size--;
    }

    void clear() {
        while (first != null) {
            remove(first);
        }
    }

    /** It was served and has more: the others come first now. */
    void rotate(M member) {
        if (after(member) != null) {
            remove(member);
            append(member);
        }
    }
}
