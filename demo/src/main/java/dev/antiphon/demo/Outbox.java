package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Sends to one bus or topic until every letter has its answer. A batch whose acknowledgement was
 * lost is sent again, and may then be there twice: the register learns of every attempt, so that it
 * knows how often a letter may come.
 */
final class Outbox<T> {

    /** PutEvents and PublishBatch take ten. */
    static final int BATCH = 10;

    /** The request that carries letters. */
    interface Post<T> {
        /** An answer for each letter, in their order. */
        List<Answer> send(List<T> letters);
    }

    /** What became of one letter. */
    sealed interface Answer {
        record Accepted(String id) implements Answer {}

        /** For a reason that no repetition changes. */
        record Rejected(String why) implements Answer {}

        /** Not now. */
        record Later() implements Answer {}
    }

    /** Who keeps the books. */
    interface Register<T> {
        /** Before each request that carries it. */
        void attempted(T letter);

        void accepted(T letter, String id);

        void rejected(T letter, String why);
    }

    private final Post<T> post;
    private final Retry retry;
    private final Register<T> register;

    Outbox(Post<T> post, Retry retry, Register<T> register) {
        this.post = post;
        this.retry = retry;
        this.register = register;
    }

    /** At most {@link #BATCH} letters; returns when all are accepted or rejected. */
    void send(List<T> letters) throws InterruptedException {
        List<T> left = letters;
        while (!left.isEmpty()) {
            left = sendOnce(left);
        }
    }

    /** Returns the letters that are to be tried again. */
    private List<T> sendOnce(List<T> letters) throws InterruptedException {
        List<Answer> answers =
                retry.untilAnswered(() -> {
                    letters.forEach(register::attempted);
                    return post.send(letters);
                });
        List<T> again = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            T letter = letters.get(i);
            switch (answers.get(i)) {
                case Answer.Accepted accepted -> register.accepted(letter, accepted.id());
                case Answer.Rejected rejected -> register.rejected(letter, rejected.why());
                case Answer.Later _ -> again.add(letter);
            }
        }
        return again;
    }
}
