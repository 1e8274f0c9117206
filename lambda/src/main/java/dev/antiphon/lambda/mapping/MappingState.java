package dev.antiphon.lambda.mapping;

/** What a mapping is or is about to be. What it is about to be, its poller settles. */
enum MappingState {
    CREATING("Creating"),
    ENABLING("Enabling"),
    ENABLED("Enabled"),
    UPDATING("Updating"),
    DISABLING("Disabling"),
    DISABLED("Disabled"),
    DELETING("Deleting");

    private final String shown;

    MappingState(String shown) {
        this.shown = shown;
    }

    /** As AWS names it. */
    String shown() {
        return shown;
    }

    boolean changing() {
        return this != ENABLED && this != DISABLED;
    }
}
