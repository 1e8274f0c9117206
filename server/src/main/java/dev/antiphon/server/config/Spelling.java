package dev.antiphon.server.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Refuses keys that nobody knows, and guesses what was meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * @param parent the setting that the keys belong to, or empty
     */
    static void check(Map<String, Given> given, Collection<String> known, String parent) {
        given.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw unknown(value.where(), key, known, parent);
            }
        });
    }

    static ConfigException unknown(
            String where, String key, Collection<String> known, String parent) {
        String prefix = parent.isEmpty() ? "" : parent + ": ";
        String hint =
                closest(key, known)
                        .map(name -> "did you mean \"" + name + "\"?")
                        .orElse("known are " + String.join(", ", known));
        return new ConfigException(where, prefix + "unknown key \"" + key + "\"; " + hint);
    }

    /** The name that is nearest, if it is at most two letters or a third of its letters away. */
    public static Optional<String> closest(String key, Collection<String> known) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(key, name);
            if (distance < least && distance <= Math.max(2, name.length() / 3)) {
                least = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
