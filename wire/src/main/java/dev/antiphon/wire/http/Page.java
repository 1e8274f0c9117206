package dev.antiphon.wire.http;

/**
 * Something that the server shows beside AWS's APIs, such as its health.
 *
 * @param path where it is: itself and, if it ends with a slash, everything below it
 */
public record Page(String path, HttpHandler handler) {
    public Page {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path of a page starts with a slash: " + path);
        }
    }

    boolean shows(String requested) {
        return path.endsWith("/") ? requested.startsWith(path) : requested.equals(path);
    }
}
