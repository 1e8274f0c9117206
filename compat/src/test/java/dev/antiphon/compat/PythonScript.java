package dev.antiphon.compat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The scripts that Python's clients are driven by, beside this class. */
final class PythonScript {
    private PythonScript() {}

    static Path named(String name) {
        URL script = Objects.requireNonNull(PythonScript.class.getResource(name));
        try {
            return Path.of(script.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
