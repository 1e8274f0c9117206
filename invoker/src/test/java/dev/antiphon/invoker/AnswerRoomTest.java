package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {
    private static final int MIB = 1 << 20;

    private final AnswerRoom room = new AnswerRoom(10);
    private final List<String> inside = new ArrayList<>();

    private AnswerRoom.Place enter(String name, int bytes) {
        return room.enter(bytes, () -> inside.add(name));
    }

    @Test
    void whoever_finds_no_room_waits_in_turn() {
        AnswerRoom.Place first = enter("first", 6);
        enter("second", 6);
        enter("third", 2);
        assertThat(inside).as("nobody goes before the second").containsExactly("first");

        first.leave();

        assertThat(inside).containsExactly("first", "second", "third");
    }

    @Test
    void whoever_gives_up_makes_way_for_the_next() {
        AnswerRoom.Place first = enter("first", 6);
        AnswerRoom.Place second = enter("second", 6);
        enter("third", 4);

        second.leave();

        assertThat(inside).containsExactly("first", "third");
        first.leave();
        first.leave();
        enter("fourth", 7);
        assertThat(inside).as("a place is left once").containsExactly("first", "third");
    }

    @Test
    void what_is_larger_than_the_room_has_it_alone() {
        AnswerRoom.Place small = enter("small", 1);
        AnswerRoom.Place large = enter("large", 1_000);
        assertThat(inside).containsExactly("small");

        small.leave();
        enter("next", 1);
        assertThat(inside).containsExactly("small", "large");

        large.leave();
        assertThat(inside).containsExactly("small", "large", "next");
    }

    /** What an endpoint sends, as it is asked for. */
    private static final class Source implements Flow.Subscription {
        long asked;

        @Override
        public void request(long n) {
            asked += n;
        }

        @Override
        public void cancel() {
            // Nothing here gives up.
        }
    }

    private static List<ByteBuffer> bytes(int length) {
        return List.of(ByteBuffer.allocate(length));
    }

    @Test
    void no_more_of_large_answers_is_asked_for_than_there_is_room_for() {
        AnswerRoom narrow = new AnswerRoom(MIB);
        AnswerBody one = new AnswerBody(MIB, -1, narrow);
        AnswerBody other = new AnswerBody(MIB, -1, narrow);
        Source sourceOfOne = new Source();
        Source sourceOfOther = new Source();
        one.onSubscribe(sourceOfOne);
        other.onSubscribe(sourceOfOther);
        one.onNext(bytes(100_000));
        other.onNext(bytes(100_000));
        assertThat(sourceOfOne.asked).isEqualTo(2);
        assertThat(sourceOfOther.asked).as("it waits").isEqualTo(1);

        one.onNext(bytes(100_000));
        one.onComplete();

        assertThat(one.getBody().toCompletableFuture().join()).hasSize(200_000);
        assertThat(sourceOfOther.asked).as("somebody still has to take it").isEqualTo(1);
        one.end();
        assertThat(sourceOfOther.asked).isEqualTo(2);
    }

    @Test
    void an_answer_that_nobody_waits_for_any_more_leaves_its_place() {
        AnswerRoom narrow = new AnswerRoom(MIB);
        AnswerBody one = new AnswerBody(MIB, MIB, narrow);
        AnswerBody broken = new AnswerBody(MIB, MIB, narrow);
        AnswerBody last = new AnswerBody(MIB, MIB, narrow);
        Source source = new Source();
        one.onSubscribe(new Source());
        broken.onSubscribe(new Source());
        last.onSubscribe(source);
        for (AnswerBody body : List.of(one, broken, last)) {
            body.onNext(bytes(100_000));
        }
        assertThat(source.asked).isEqualTo(1);

        one.end();
        broken.onError(new IOException("gone"));
        broken.end();

        assertThat(source.asked).isEqualTo(2);
    }
}
