package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.KeyCodec;
import java.util.Comparator;

/**
 * For what a mapping's function is to succeed once only.
 *
 * @param mapping its UUID
 * @param digest of the key
 */
record RecordKey(String mapping, String digest) {
    static final KeyCodec<RecordKey> CODEC =
            KeyCodec.of(
                    (key, out) -> out.text(key.mapping).text(key.digest),
                    in -> new RecordKey(in.text(), in.text()));

    static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::mapping).thenComparing(RecordKey::digest);

    /** As the key of a timer. */
    String text() {
        return mapping + ' ' + digest;
    }

    static RecordKey ofText(String text) {
        int space = text.indexOf(' ');
        return new RecordKey(text.substring(0, space), text.substring(space + 1));
    }
}
