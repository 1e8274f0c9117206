package dev.antiphon.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Names a move task to clients: opaque, and it says which queue to ask. */
record MoveTaskHandle(QueueArn source, long number) {
    static @Nullable MoveTaskHandle parse(String text) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int space = decoded.indexOf(' ');
        QueueArn source = space < 0 ? null : QueueArn.parse(decoded.substring(space + 1));
        if (source == null) {
            return null;
        }
        try {
            return new MoveTaskHandle(source, Long.parseLong(decoded.substring(0, space)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return Base64.getEncoder()
                .encodeToString((number + " " + source).getBytes(StandardCharsets.UTF_8));
    }
}
