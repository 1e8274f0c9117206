package dev.antiphon.apigateway.mapping;

import org.jspecify.annotations.Nullable;

/** What expressions see of a request, or of the answer to it. What is not there is null. */
public interface Values {
    /** Those of one name joined by commas; the name in any case. */
    @Nullable String header(String name);

    /** Those of one name joined by commas. */
    @Nullable String queryParameter(String name);

    /** Without the stage. */
    String path();

    @Nullable String pathParameter(String name);

    byte[] body();

    /** {@code $context.NAME}. */
    @Nullable String context(String name);

    @Nullable String stageVariable(String name);
}
