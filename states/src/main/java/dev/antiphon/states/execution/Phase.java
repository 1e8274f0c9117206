package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a strand does at its present state. */
sealed interface Phase {
    /** It is about to enter the state. */
    record Ready() implements Phase {}

    /** It has entered the state and is about to run it, perhaps not for the first time. */
    record Entered() implements Phase {}

    /** A Wait state waits. */
    record Waiting(Instant until, long nonce) implements Phase {}

    /** It failed and is run again. */
    record Retrying(Instant until, long nonce) implements Phase {}

    /**
     * A task is under way.
     *
     * @param timeout when it has taken too long, or null
     * @param heartbeatSeconds within which somebody has to say that it goes on, or null
     * @param heartbeat when nobody has for too long, or null
     */
    record Calling(
            long nonce,
            Stage stage,
            @Nullable Instant timeout,
            @Nullable Long heartbeatSeconds,
            @Nullable Instant heartbeat)
            implements Phase {
        /** How far a task has come. */
        enum Stage {
            SCHEDULED(0),
            STARTED(1),
            SUBMITTED(2);

            private final int code;

            Stage(int code) {
                this.code = code;
            }

            private static Stage of(int code) {
                for (Stage stage : values()) {
                    if (stage.code == code) {
                        return stage;
                    }
                }
                throw new IllegalArgumentException("no stage " + code);
            }
        }

        Calling at(Stage next) {
            return new Calling(nonce, next, timeout, heartbeatSeconds, heartbeat);
        }

        Calling heard(@Nullable Instant next) {
            return new Calling(nonce, stage, timeout, heartbeatSeconds, next);
        }
    }

    /**
     * Branches or iterations run.
     *
     * @param total how many there are
     * @param started how many have begun
     * @param ended how many have succeeded
     * @param abreast how many may run at once
     */
    record Children(int total, int started, int ended, int abreast) implements Phase {}

    /** A Map Run is under way, with child executions. */
    record MapRunning(long nonce) implements Phase {}

    /** When it wants to be woken, or null. */
    default @Nullable Instant due() {
        return switch (this) {
            case Waiting(Instant until, long any) -> until;
            case Retrying(Instant until, long any) -> until;
            case Calling calling -> {
                Instant timeout = calling.timeout;
                Instant heartbeat = calling.heartbeat;
                if (timeout == null || (heartbeat != null && heartbeat.isBefore(timeout))) {
                    yield heartbeat;
                }
                yield timeout;
            }
            case Ready any -> null;
            case Entered any -> null;
            case Children any -> null;
            case MapRunning any -> null;
        };
    }

    /** By which a timer or an outcome is known to be for it; 0 where nothing comes. */
    default long nonce() {
        return switch (this) {
            case Waiting waiting -> waiting.nonce;
            case Retrying retrying -> retrying.nonce;
            case Calling calling -> calling.nonce;
            case MapRunning running -> running.nonce;
            case Ready any -> 0;
            case Entered any -> 0;
            case Children any -> 0;
        };
    }

    /** Whether it can go on at once. */
    default boolean ready() {
        return this instanceof Ready || this instanceof Entered;
    }

    default void write(RowWriter out) {
        switch (this) {
            case Ready any -> out.u8(1);
            case Entered any -> out.u8(2);
            case Waiting(Instant until, long nonce) -> {
                out.u8(3).i64(nonce);
                Rows.write(out, until);
            }
            case Retrying(Instant until, long nonce) -> {
                out.u8(4).i64(nonce);
                Rows.write(out, until);
            }
            case Calling calling -> {
                out.u8(5).i64(calling.nonce).u8(calling.stage.code);
                Rows.writeOptional(out, calling.timeout);
                out.varint(calling.heartbeatSeconds == null ? 0 : calling.heartbeatSeconds);
                Rows.writeOptional(out, calling.heartbeat);
            }
            case Children children ->
                    out.u8(6)
                            .varint(children.total)
                            .varint(children.started)
                            .varint(children.ended)
                            .varint(children.abreast);
            case MapRunning(long nonce) -> out.u8(7).i64(nonce);
        }
    }

    static Phase read(RowReader in) {
        int code = in.u8();
        return switch (code) {
            case 1 -> new Ready();
            case 2 -> new Entered();
            case 3 -> {
                long nonce = in.i64();
                yield new Waiting(Rows.readInstant(in), nonce);
            }
            case 4 -> {
                long nonce = in.i64();
                yield new Retrying(Rows.readInstant(in), nonce);
            }
            case 5 -> {
                long nonce = in.i64();
                Calling.Stage stage = Calling.Stage.of(in.u8());
                Instant timeout = Rows.readOptionalInstant(in);
                long seconds = in.varint();
                yield new Calling(
                        nonce,
                        stage,
                        timeout,
                        seconds == 0 ? null : seconds,
                        Rows.readOptionalInstant(in));
            }
            case 6 ->
                    new Children(
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint(),
                            (int) in.varint());
            case 7 -> new MapRunning(in.i64());
            default -> throw new IllegalArgumentException("no phase " + code);
        };
    }
}
