package dev.antiphon.states.language;

/** What the expressions of a state are written in. */
public enum QueryLanguage {
    JSON_PATH("JSONPath"),
    JSONATA("JSONata");

    private final String text;

    QueryLanguage(String text) {
        this.text = text;
    }

    /** As a definition spells it. */
    public String text() {
        return text;
    }
}
