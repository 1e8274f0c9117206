package dev.antiphon.states.machine;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.TracingConfiguration;

/**
 * What a machine does and how, at some time: what an update replaces, and what a version keeps.
 *
 * @param id null for that of the creation
 * @param definition the text as it was given
 * @param encryption null where the caller said nothing
 */
public record Revision(
        @Nullable String id,
        String definition,
        String roleArn,
        LoggingConfiguration logging,
        TracingConfiguration tracing,
        @Nullable EncryptionConfiguration encryption) {
    /** What callers call the revision of the creation. */
    private static final String INITIAL = "INITIAL";

    /** As callers and messages call it. */
    String name() {
        return id == null ? INITIAL : id;
    }

    Revision withId(@Nullable String newId) {
        return new Revision(newId, definition, roleArn, logging, tracing, encryption);
    }

    /** The same with another role. */
    Revision withRole(String role) {
        return new Revision(id, definition, role, logging, tracing, encryption);
    }

    public void write(RowWriter out) {
        out.optionalText(id).text(definition).text(roleArn);
        ModelRow.write(logging, out);
        ModelRow.write(tracing, out);
        out.bool(encryption != null);
        if (encryption != null) {
            ModelRow.write(encryption, out);
        }
    }

    public static Revision read(RowReader in) {
        return new Revision(
                in.optionalText(),
                in.text(),
                in.text(),
                ModelRow.read(LoggingConfiguration.builder(), in).build(),
                ModelRow.read(TracingConfiguration.builder(), in).build(),
                in.bool() ? ModelRow.read(EncryptionConfiguration.builder(), in).build() : null);
    }
}
