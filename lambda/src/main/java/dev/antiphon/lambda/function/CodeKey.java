package dev.antiphon.lambda.function;

/**
 * An archive among those of a function or a layer.
 *
 * @param owner an ARN
 */
record CodeKey(String owner, String sha256) {
    /**
     * A piece of it.
     *
     * @param index from 0
     */
    record Chunk(CodeKey code, long index) {}
}
