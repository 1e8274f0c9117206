package dev.antiphon.wire.http;

/**
 * What the edge holds for clients at most.
 *
 * @param connections further ones are closed at once
 * @param uriBytes of the first line of a request. Presigned URLs and Query calls by GET are long
 * @param headerBytes of all headers of a request
 * @param bodyBytes of a body, as sent and after gzip is undone. A message of 1 MiB takes three
 *     times as much percent-encoded, and six times with every character escaped in JSON; an HTTP
 *     API takes 10 MB
 * @param codeBytes of a body that may carry a function's code: 50 MiB, in base64
 * @param receivingBytes of all bodies that have not arrived in full
 * @param unsentBytesPerConnection of answers: while a client leaves more than this untaken, its
 *     next requests wait
 * @param unsentBytes of all answers that clients have not taken. Beyond it the connections that let
 *     theirs lie longest are closed
 */
public record HttpLimits(
        int connections,
        int uriBytes,
        int headerBytes,
        int bodyBytes,
        int codeBytes,
        long receivingBytes,
        long unsentBytesPerConnection,
        long unsentBytes) {

    public static final HttpLimits DEFAULTS =
            new HttpLimits(
                    20_000,
                    128 * 1024,
                    64 * 1024,
                    10 * 1024 * 1024,
                    70_167_211,
                    256 * 1024 * 1024,
                    256 * 1024,
                    256 * 1024 * 1024);

    public HttpLimits {
        atLeast("connections", connections, 1);
        atLeast("uriBytes", uriBytes, 1);
        atLeast("headerBytes", headerBytes, 1);
        atLeast("bodyBytes", bodyBytes, 1);
        atLeast("codeBytes", codeBytes, 1);
        atLeast("receivingBytes", receivingBytes, bodyBytes);
        atLeast("unsentBytesPerConnection", unsentBytesPerConnection, 1);
        atLeast("unsentBytes", unsentBytes, unsentBytesPerConnection);
    }

    /** Of a body that is sent to a path: functions and layers are created with their code. */
    int bodyBytes(String path) {
        boolean code =
                (path.startsWith("/2015-03-31/functions") && !path.endsWith("/invocations"))
                        || path.startsWith("/2018-10-31/layers/");
        return code ? Math.max(bodyBytes, codeBytes) : bodyBytes;
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least);
        }
    }
}
