package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document that is handed from state to state, as a text, as a tree, or both: whichever is
 * asked for is made of the other once. A state that changes nothing hands on the same object.
 */
final class Payload {
    /** In bytes of UTF-8. */
    static final int LARGEST = 262_144;

    static final Payload EMPTY_OBJECT = ofText("{}");

    private @Nullable String text;
    private @Nullable JsonNode tree;

    private Payload(@Nullable String text, @Nullable JsonNode tree) {
        this.text = text;
        this.tree = tree;
    }

    /**
     * @param text known to be JSON
     */
    static Payload ofText(String text) {
        return new Payload(text, null);
    }

    static Payload of(JsonNode tree) {
        return new Payload(null, tree);
    }

    /** The payload that a text holds, or null if it is not JSON. */
    static @Nullable Payload parse(String text) {
        JsonNode tree = Json.parse(text);
        return tree == null ? null : new Payload(text, tree);
    }

    /** The same payload if the tree is its tree, so that its text need not be made again. */
    @SuppressWarnings("ReferenceEquality") // that is the question
    Payload with(JsonNode other) {
        return other == tree ? this : of(other);
    }

    String text() {
        String made = text;
        if (made == null) {
            made = Json.write(tree());
            text = made;
        }
        return made;
    }

    JsonNode tree() {
        JsonNode made = tree;
        if (made == null) {
            made = Json.read(String.valueOf(text));
            tree = made;
        }
        return made;
    }

    boolean tooLarge() {
        try {
            return tooLarge(text());
        } catch (Json.TooLarge e) {
            return true;
        }
    }

    static boolean tooLarge(String text) {
        return text.length() > LARGEST || (text.length() > LARGEST / 3 && utf8(text) > LARGEST);
    }

    private static int utf8(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate is half of a character of four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
