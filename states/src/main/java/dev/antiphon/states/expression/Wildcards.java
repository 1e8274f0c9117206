package dev.antiphon.states.expression;

/**
 * The patterns of StringMatches: {@code *} stands for any characters, {@code \*} and {@code \\} for
 * themselves. Matching needs time in proportion to pattern times text at worst: no pattern hangs
 * it.
 */
final class Wildcards {
    private Wildcards() {}

    /** Whether every backslash stands before what it may stand before. */
    static boolean isPattern(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
                if (i == pattern.length() || "*\\".indexOf(pattern.charAt(i)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Each star takes as little as it can; on a mismatch only the last one takes one more. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int afterStar = -1;
        int starTook = 0;
        while (t < text.length()) {
            boolean star = p < pattern.length() && pattern.charAt(p) == '*';
            if (star) {
                p++;
                afterStar = p;
                starTook = t;
                continue;
            }
            int literal = p < pattern.length() && pattern.charAt(p) == '\\' ? p + 1 : p;
            if (literal < pattern.length() && pattern.charAt(literal) == text.charAt(t)) {
                p = literal + 1;
                t++;
            } else if (afterStar >= 0) {
                starTook++;
                t = starTook;
                p = afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
