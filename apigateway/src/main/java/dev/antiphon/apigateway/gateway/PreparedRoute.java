package dev.antiphon.apigateway.gateway;

/**
 * A route, ready for requests.
 *
 * @param key such as {@code GET /pets/{id}}
 * @param guard says who may come in
 * @param bucket says how often
 * @param backend answers
 */
record PreparedRoute(String key, Guard guard, TokenBucket bucket, Backend backend) {
    /** The path as the route says it, or the whole key where it says none. */
    String resource() {
        int space = key.indexOf(' ');
        return space < 0 ? key : key.substring(space + 1);
    }
}
