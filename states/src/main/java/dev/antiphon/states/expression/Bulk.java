package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether JSON is too much to be written down. A tree may have one part in many places, as {@code
 * States.Array($.x, $.x)} makes it: it takes little memory, and its text takes all that there is.
 */
public final class Bulk {
    /** In characters, about: far beyond any payload, and nothing to a heap. */
    public static final int MOST = 16 * 1024 * 1024;

    private long left = MOST;

    private Bulk() {}

    /** Takes no longer than it takes to write as much as there may be. */
    public static boolean exceeds(JsonNode tree) {
        Bulk bulk = new Bulk();
        bulk.count(tree);
        return bulk.left < 0;
    }

    private void count(JsonNode node) {
        left--;
        if (node.isTextual()) {
            left -= node.textValue().length();
        } else if (node.isObject()) {
            node.properties().stream()
                    .takeWhile(_ -> left >= 0)
                    .forEach(field -> {
                        left -= field.getKey().length();
                        count(field.getValue());
                    });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size() && left >= 0; i++) {
                count(node.get(i));
            }
        }
    }
}
