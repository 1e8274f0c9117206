package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskAddress;

/**
 * A task that waits for a worker of its activity.
 *
 * @param input as JSON
 */
record ActivityTask(TaskAddress address, String token, String input) {
    /**
     * @param number in the order of their scheduling
     */
    record Key(String activity, long number) {
        static final KeyCodec<Key> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Key key, KeyWriter out) {
                        out.text(key.activity).i64(key.number);
                    }

                    @Override
                    public Key read(KeyReader in) {
                        return new Key(in.text(), in.i64());
                    }
                };
    }

    /**
     * @param nonce of the task's address: two tasks have the same by no more than chance
     */
    record Place(String activity, long nonce) {
        static final KeyCodec<Place> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(Place key, KeyWriter out) {
                        out.text(key.activity).i64(key.nonce);
                    }

                    @Override
                    public Place read(KeyReader in) {
                        return new Place(in.text(), in.i64());
                    }
                };
    }

    Place place(String activity) {
        return new Place(activity, address.nonce());
    }

    static final RowCodec<ActivityTask> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(ActivityTask task, RowWriter out) {
                    task.address.write(out);
                    out.text(task.token).text(task.input);
                }

                @Override
                public ActivityTask read(int version, RowReader in) {
                    return new ActivityTask(TaskAddress.read(in), in.text(), in.text());
                }
            };
}
