package dev.antiphon.delivery;

import java.io.IOException;
import java.io.InputStream;

/** Where the archives of functions are read from. */
@FunctionalInterface
public interface CodeSource {
    /**
     * The archive, from its beginning. Blocks while it is fetched.
     *
     * @throws IOException if it is not to be had (any more)
     */
    InputStream open(FunctionSpec.CodeRef code) throws IOException, InterruptedException;
}
