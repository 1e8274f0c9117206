package dev.antiphon.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection with at most one request under way. It connects when it has something to send, and
 * again if the server has closed it meanwhile.
 */
final class Connection {
    /** Who waits for the answer. One of the two is called, once. */
    interface Reply {
        void answered(Answer answer);

        /** There is no answer: what became of the request is not known. */
        void broken(String why);
    }

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final AnswerReader reader = new AnswerReader();
    private @Nullable SocketChannel channel;
    private @Nullable Reply waiting;
    private long sentAt;

    /** What the socket would not take at once: never, but for large requests. */
    private @Nullable ByteBuffer unsent;

    Connection(EventLoop loop, Endpoint endpoint) {
        this.loop = loop;
        this.endpoint = endpoint;
    }

    /**
     * Sends a request.
     *
     * @param length how much of the body counts; the array is the caller's again on return
     */
    void send(Operation operation, byte[] body, int length, Reply reply) {
        send(() -> loop.request(operation, body, length), reply);
    }

    /** Sends a request that is whole, with its head. */
    void send(byte[] request, Reply reply) {
        send(() -> ByteBuffer.wrap(request), reply);
    }

    private void send(Supplier<ByteBuffer> bytes, Reply reply) {
        if (waiting != null) {
            throw new IllegalStateException("a request is under way");
        }
        waiting = reply;
        reader.clear();
        sentAt = System.nanoTime();
        try {
            SocketChannel open = channel == null ? connect() : channel;
            ByteBuffer request = bytes.get();
            open.write(request);
            if (request.hasRemaining()) {
                unsent = ByteBuffer.allocate(request.remaining()).put(request).flip();
                open.keyFor(loop.selector())
                        .interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            // Told by the loop and not from here, or the caller would be called while it calls.
            loop.afterPause(() -> fail(String.valueOf(e.getMessage())));
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel open = SocketChannel.open(endpoint.address());
        open.setOption(StandardSocketOptions.TCP_NODELAY, true);
        open.configureBlocking(false);
        open.register(loop.selector(), SelectionKey.OP_READ, this);
        channel = open;
        return open;
    }

    void ready(SelectionKey key) {
        SocketChannel open = (SocketChannel) key.channel();
        try {
            if (key.isWritable() && unsent != null) {
                open.write(unsent);
                if (!unsent.hasRemaining()) {
                    unsent = null;
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
            if (key.isReadable()) {
                read(open);
            }
        } catch (IOException | IllegalStateException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void read(SocketChannel open) throws IOException {
        ByteBuffer input = loop.input();
        int read = open.read(input);
        if (read < 0) {
            fail("the server closed the connection");
            return;
        }
        if (reader.add(input.flip())) {
            Reply reply = waiting;
            if (reply == null) {
                throw new IllegalStateException("an answer that nobody waits for");
            }
            waiting = null;
            reply.answered(reader.answer(System.nanoTime() - sentAt));
        }
    }

    private void fail(String why) {
        Reply reply = waiting;
        close();
        if (reply != null) {
            reply.broken(why);
        }
    }

    /** Closes it, and forgets who waited. */
    void close() {
        waiting = null;
        unsent = null;
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not.
            }
        }
    }
}
