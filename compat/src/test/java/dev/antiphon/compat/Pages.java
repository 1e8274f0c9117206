package dev.antiphon.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the server shows beside AWS's APIs. */
final class Pages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pages() {}

    static JsonNode json(Access access, String path) {
        try (InputStream page = access.endpoint().resolve(path).toURL().openStream()) {
            return JSON.readTree(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
