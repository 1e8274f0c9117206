package dev.antiphon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.bench.FakeSqs.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark is only worth its checks: they must see what a server does wrong. */
class RunsTest {
    /** The runs, small. */
    enum Run {
        SEND,
        SEND_BATCH,
        RECEIVE_DELETE,
        FIFO,
        LONG_POLL;

        private Result on(Bench bench) {
            return switch (this) {
                case SEND -> new SendRun(bench, 1).run();
                case SEND_BATCH -> new SendRun(bench, 10).run();
                case RECEIVE_DELETE -> new ReceiveDeleteRun(bench, 1000).run();
                case FIFO -> new FifoRun(bench, 10, 2, 1).run();
                case LONG_POLL -> new LongPollRun(bench, 500, 2).run();
            };
        }

        Result against(Mistake mistake) {
            try (FakeSqs server = new FakeSqs(mistake);
                    Bench bench = new Bench(server.settings())) {
                return on(bench);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_does_everything_right_passes(Run run) {
        Result result = run.against(Mistake.NONE);

        assertThat(result.good()).as(result.json()).isTrue();
        assertThat(result.json()).containsPattern("\"(acked|filled|sent)\":[1-9]");
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_message_is_found(Run run) {
        Result result = run.against(Mistake.LOSES);

        assertThat(number(result, "lost")).as(result.json()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void a_doubled_message_is_found(Run run) {
        Result result = run.against(Mistake.DOUBLES);

        assertThat(number(result, "duplicated")).as(result.json()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_call_is_an_error_and_no_loss(Run run) {
        Result result = run.against(Mistake.REFUSES);

        assertThat(number(result, "errors")).as(result.json()).isPositive();
        assertThat(number(result, "lost")).as(result.json()).isZero();
        assertThat(number(result, "duplicated")).as(result.json()).isZero();
    }

    @Test
    void a_group_that_is_out_of_order_is_found() {
        try (FakeSqs server = new FakeSqs(Mistake.SWAPS);
                Bench bench = new Bench(server.settings())) {
            // A request is one group's, so the message that jumps the queue jumps over its own.
            Result result = new FifoRun(bench, 4, 1, 10).run();

            assertThat(number(result, "out_of_order")).as(result.json()).isPositive();
            assertThat(number(result, "lost")).as(result.json()).isZero();
        }
    }

    private static long number(Result result, String field) {
        return result.field(field) instanceof Number number ? number.longValue() : -1;
    }
}
