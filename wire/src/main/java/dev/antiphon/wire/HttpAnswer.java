package dev.antiphon.wire;

import java.util.List;

/**
 * An answer, whole.
 *
 * @param headers without Content-Length, which the edge adds
 */
public record HttpAnswer(int status, List<HttpRequest.Header> headers, byte[] body) {}
