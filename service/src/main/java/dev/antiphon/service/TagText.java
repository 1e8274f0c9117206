package dev.antiphon.service;

import java.util.Locale;

/**
 * What the keys and values of tags may be made of, whatever they are put on. What is answered
 * otherwise, and how many and how long they may be, is each service's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Tag
 *     naming limits and requirements</a>
 */
public final class TagText {
    /** With what AWS's own keys begin, in whatever case. */
    public static final String RESERVED = "aws:";

    private static final String SYMBOLS = "_.:/=+-@";

    private TagText() {}

    public static boolean isReserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    /** Letters, digits, white space and some symbols. */
    public static boolean isValid(String text) {
        return text.codePoints()
                .allMatch(c ->
                        Character.isLetterOrDigit(c)
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || SYMBOLS.indexOf(c) >= 0);
    }
}
