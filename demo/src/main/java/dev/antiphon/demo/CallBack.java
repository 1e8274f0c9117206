package dev.antiphon.demo;

/** What a partner calls back about an order that waits for its driver. */
enum CallBack {
    NEAR("near"),
    CANCELLED("cancelled");

    final String word;

    CallBack(String word) {
        this.word = word;
    }
}
