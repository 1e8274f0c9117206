package dev.antiphon.states.language;

/** What a text turned out to be. */
public sealed interface Parsed {
    Diagnostics diagnostics();

    /**
     * @param diagnostics warnings at most
     */
    record Valid(Definition definition, Diagnostics diagnostics) implements Parsed {}

    /**
     * @param diagnostics at least one error; {@link Diagnostics#refusal()} says them all
     */
    record Invalid(Diagnostics diagnostics) implements Parsed {}
}
