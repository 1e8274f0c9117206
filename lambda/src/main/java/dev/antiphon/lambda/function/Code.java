package dev.antiphon.lambda.function;

import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * An archive that a version or a layer has.
 *
 * @param owner the ARN of the function or layer that keeps its rows
 * @param sha256 in base64
 * @param size of the archive, in bytes
 * @param unzipped what its files are together, in bytes
 * @param folder on this machine that is run in place of an archive, or null
 */
record Code(String owner, String sha256, long size, long unzipped, @Nullable String folder) {
    CodeRef reference() {
        return new CodeRef(owner, sha256, size, folder);
    }

    void write(RowWriter out) {
        out.text(owner).text(sha256).varint(size).varint(unzipped).optionalText(folder);
    }

    static Code read(RowReader in) {
        return new Code(in.text(), in.text(), in.varint(), in.varint(), in.optionalText());
    }
}
