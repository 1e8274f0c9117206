package dev.antiphon.states.expression;

/**
 * Why a text of a definition is no expression. A checked exception, for a definition may be wrong.
 */
public final class InvalidExpression extends Exception {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param text AWS's words for it, without those about the place
     * @param pointer where it is within the value that was parsed: as AWS names places ({@code
     *     /a[0]/b}); a template's wrong field is named by the object that it is in
     */
    InvalidExpression(String text, String pointer) {
        super(text, null, false, false);
        this.pointer = pointer;
    }

    /** AWS's words for it. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * Where it is within the value that was parsed, such as {@code /a[0]/b}; empty for all of it.
     */
    public String pointer() {
        return pointer;
    }
}
