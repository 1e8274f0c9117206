package dev.antiphon.wire.codec;

import dev.antiphon.wire.model.Constraints;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** What a member's value is made of. */
public sealed interface Type permits Type.Scalar, Type.Sequence, Type.Mapping, Structure {
    enum Kind {
        STRING,
        BYTE,
        SHORT,
        INTEGER,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        BOOLEAN,
        INSTANT,
        BYTES
    }

    /**
     * @param format of an instant, where the model asks for another than the protocol's own
     */
    record Scalar(Kind kind, TimestampFormatTrait.@Nullable Format format, Constraints constraints)
            implements Type {}

    /**
     * A list.
     *
     * @param item the name of its items in XML and in Query forms
     * @param flattened whether items stand in Query and XML without an element around them
     */
    record Sequence(Type member, String item, boolean flattened, Constraints constraints)
            implements Type {}

    /**
     * A map; its keys are texts.
     *
     * @param keyName the name of a key in XML and in Query forms
     */
    record Mapping(
            Type value,
            String keyName,
            String valueName,
            boolean flattened,
            Constraints keys,
            Constraints constraints)
            implements Type {}
}
