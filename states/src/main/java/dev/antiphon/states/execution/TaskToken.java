package dev.antiphon.states.execution;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.states.task.TaskAddress;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What whoever works on a task proves it with: names the task, and a nonce that nobody guesses. */
final class TaskToken {
    private static final int VERSION = 1;

    private TaskToken() {}

    static String of(TaskAddress address) {
        RowWriter body = new RowWriter();
        address.write(body);
        byte[] bytes = body.toBytes();
        RowWriter out = new RowWriter().u8(VERSION).i64(checksum(bytes)).bytes(bytes);
        return Base64.getEncoder().encodeToString(out.toBytes());
    }

    /** Null if it is none of ours. */
    static @Nullable TaskAddress read(String token) {
        try {
            RowReader in = new RowReader(Base64.getDecoder().decode(token));
            if (in.u8() != VERSION) {
                return null;
            }
            long sum = in.i64();
            byte[] bytes = in.bytes();
            return sum == checksum(bytes) ? TaskAddress.read(new RowReader(bytes)) : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
