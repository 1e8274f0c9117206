package dev.antiphon.demo;

/** What a spectator should hear of at once. */
interface News {
    void tell(String line);
}
