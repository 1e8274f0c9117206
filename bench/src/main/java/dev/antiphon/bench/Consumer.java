package dev.antiphon.bench;

/** Receives up to ten messages and deletes them, over and over, on a connection of its own. */
final class Consumer {
    /** Told of what it does, on the loop. */
    interface Listener {
        /** Asked before every receive. */
        boolean goesOn();

        void received(ReceivedMessages messages, Answer answer);

        void deleted(int count, Answer answer);
    }

    private final Bench bench;
    private final Connection connection;
    private final Listener listener;
    private final Template receive;
    private final ReceivedMessages messages;
    private boolean idle = true;

    private final Connection.Reply onReceive =
            new Connection.Reply() {
                @Override
                public void answered(Answer answer) {
                    if (answer.good()) {
                        received(answer);
                    } else {
                        broken(answer.toString());
                    }
                }

                @Override
                public void broken(String why) {
                    bench.errors().add(why);
                    bench.loop().afterPause(Consumer.this::next);
                }
            };

    private final Connection.Reply onDelete =
            new Connection.Reply() {
                @Override
                public void answered(Answer answer) {
                    if (answer.good() && !answer.hasFailedEntries()) {
                        bench.errors().good();
                        listener.deleted(messages.count(), answer);
                        next();
                    } else {
                        broken(answer.toString());
                    }
                }

                @Override
                public void broken(String why) {
                    // To delete twice does no harm; not to delete brings the message back.
                    bench.errors().add(why);
                    bench.loop().afterPause(() -> messages.delete(connection, this));
                }
            };

    /**
     * @param waitSeconds how long a receive may wait for a message
     */
    Consumer(Bench bench, Queue queue, int waitSeconds, Listener listener) {
        this.bench = bench;
        this.connection = bench.loop().newConnection();
        this.listener = listener;
        this.messages = new ReceivedMessages(queue);
        this.receive =
                new Template()
                        .text(
                                "{\"QueueUrl\":\""
                                        + queue.url()
                                        + "\",\"MaxNumberOfMessages\":"
                                        + ReceivedMessages.MOST
                                        + ",\"WaitTimeSeconds\":"
                                        + waitSeconds
                                        + "}");
    }

    void next() {
        idle = !listener.goesOn();
        if (!idle) {
            connection.send(
                    Operation.RECEIVE_MESSAGE, receive.bytes(), receive.length(), onReceive);
        }
    }

    private void received(Answer answer) {
        bench.errors().good();
        messages.read(answer);
        listener.received(messages, answer);
        if (messages.count() == 0) {
            bench.loop().afterPause(this::next);
        } else {
            messages.delete(connection, onDelete);
        }
    }

    /** Whether it has stopped. */
    boolean idle() {
        return idle;
    }

    /** Stops at once, in the middle of a receive too. */
    void close() {
        connection.close();
    }
}
