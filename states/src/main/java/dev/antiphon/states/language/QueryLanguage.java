package dev.antiphon.states.language;

/** What the expressions of a state are written in. */
public enum QueryLanguage {
    JSON_PATH,
    JSONATA
}
