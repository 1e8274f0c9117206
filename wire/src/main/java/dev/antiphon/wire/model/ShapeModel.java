package dev.antiphon.wire.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shape of the model, as far as there is something to say about it that the SDK's classes do not
 * say. Names of other shapes are null where there is nothing to say about those.
 */
public sealed interface ShapeModel {
    /**
     * @param members those about which there is something to say
     */
    record StructureModel(String name, List<String> required, Map<String, MemberModel> members)
            implements ShapeModel {
        public static final StructureModel UNTOLD = new StructureModel("", List.of(), Map.of());
    }

    /**
     * @param shape the name of its shape
     * @param query its name in the Query protocol and in XML, if that is not the member's name
     */
    record MemberModel(@Nullable String shape, @Nullable String query, boolean flattened) {
        public static final MemberModel UNTOLD = new MemberModel(null, null, false);
    }

    /**
     * @param item the element name of its items in XML
     */
    record ListModel(
            @Nullable String member,
            @Nullable String item,
            boolean flattened,
            Constraints constraints)
            implements ShapeModel {
        public static final ListModel UNTOLD = new ListModel(null, null, false, Constraints.NONE);
    }

    record MapModel(
            @Nullable String key,
            @Nullable String value,
            @Nullable String keyName,
            @Nullable String valueName,
            boolean flattened,
            Constraints constraints)
            implements ShapeModel {
        public static final MapModel UNTOLD =
                new MapModel(null, null, null, null, false, Constraints.NONE);
    }

    record ScalarModel(Constraints constraints) implements ShapeModel {
        public static final ScalarModel UNTOLD = new ScalarModel(Constraints.NONE);
    }
}
