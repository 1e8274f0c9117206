package dev.antiphon.delivery.source;

/** What is to become of a record that a consumer wants. */
public enum Admission {
    /** It goes into the next batch. */
    HANDED_OUT,
    /** It has been handled already, as another record. */
    DONE,
    /** Not before another record has come to something: see {@link Consumer#waits}. */
    WAITS,
    /** Not now: it comes back in its time, until its source gives it up. */
    LEFT
}
