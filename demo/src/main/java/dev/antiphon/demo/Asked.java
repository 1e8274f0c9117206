package dev.antiphon.demo;

/**
 * What the workflow of an order asks a store or a driver, and waits for.
 *
 * @param token names the waiting task in the answer
 */
record Asked(String order, String token) {
    Asked {
        if (order == null || token == null) {
            throw new IllegalArgumentException("nothing is asked");
        }
    }
}
