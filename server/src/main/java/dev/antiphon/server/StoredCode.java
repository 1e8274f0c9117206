package dev.antiphon.server;

import dev.antiphon.delivery.CodeSource;
import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.engine.AwaitedCall;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.lambda.function.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The archives that functions and layers keep, piece by piece from the partition of their owner:
 * never more of one in memory than a piece.
 */
final class StoredCode implements CodeSource {
    /** For one piece, from a partition that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Engine engine;

    StoredCode(Engine engine) {
        this.engine = engine;
    }

    @Override
    public InputStream open(CodeRef code) throws IOException, InterruptedException {
        return new Pieces(code, piece(code, 0));
    }

    private byte[] piece(CodeRef code, long index) throws IOException, InterruptedException {
        AwaitedCall<Optional<byte[]>> asked =
                new AwaitedCall<>(
                        tx ->
                                Outcome.reply(
                                        Optional.ofNullable(
                                                Functions.readCode(
                                                        tx, code.owner(), code.sha256(), index))),
                        0);
        engine.submit(code.owner(), asked);
        try {
            return asked.answer()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> new IOException("the code of " + code.owner() + " is gone"));
        } catch (ExecutionException | TimeoutException e) {
            asked.answer().cancel(false);
            throw new IOException("the code of " + code.owner() + " cannot be read now", e);
        }
    }

    private final class Pieces extends InputStream {
        private final CodeRef code;
        private byte[] piece;
        private long index;
        private int at;

        Pieces(CodeRef code, byte[] first) {
            this.code = code;
            this.piece = first;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (length == 0) {
                return 0;
            }
            if (at == piece.length && !next()) {
                return -1;
            }
            int some = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, to, offset, some);
            at += some;
            return some;
        }

        private boolean next() throws IOException {
            if ((index + 1) * Functions.CHUNK >= code.size()) {
                return false;
            }
            index++;
            try {
                piece = piece(code, index);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading " + code.owner());
            }
            at = 0;
            return true;
        }
    }
}
