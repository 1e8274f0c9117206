package dev.antiphon.wire.validate;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Field;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.Structure;
import dev.antiphon.wire.codec.Type;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The manner of most services: every constraint that does not hold, in one message. */
final class CoralValidation implements Validation {
    private final String code;

    CoralValidation(String code) {
        this.code = code;
    }

    @Override
    public void check(OperationShapes operation, SdkPojo input) {
        Pass pass = new Pass();
        pass.structure(operation.input(), input, "");
        int count = pass.found.size();
        if (count > 0) {
            throw AwsException.sender(
                    code,
                    (count == 1 ? "1 validation error" : count + " validation errors")
                            + " detected: "
                            + pass.found.stream()
                                    .map(Fault::toString)
                                    .collect(Collectors.joining("; ")));
        }
    }

    /** What is wrong at one place. */
    private record Fault(String value, String at, String text) {
        /** Without a value that must not stand in logs, such as a variable of an environment. */
        Fault untold() {
            return new Fault("Value", at, text);
        }

        @Override
        public String toString() {
            return value + " at '" + at + "' failed to satisfy constraint: " + text;
        }
    }

    /** One walk over one input. */
    private static final class Pass {
        private final List<Fault> found = new ArrayList<>(0);

        void structure(Structure structure, SdkPojo value, String place) {
            for (Field field : structure.fields()) {
                Object member = field.get(value);
                if (member != null) {
                    value(value, field.type(), member, place, field.name());
                } else if (field.required()) {
                    found(null, at(place, field.name()), Complaint.NULL);
                }
            }
        }

        private void value(
                @Nullable SdkPojo owner, Type type, Object value, String place, String name) {
            int before = found.size();
            switch (type) {
                case Scalar scalar ->
                        Complaint.all(scalar.constraints(), value)
                                .forEach(text -> found(value, at(place, name), text));
                case Structure structure ->
                        structure(structure, (SdkPojo) value, at(place, name) + ".");
                case Sequence sequence -> list(sequence, (List<?>) value, at(place, name));
                case Mapping mapping -> map(mapping, (Map<?, ?>) value, at(place, name));
            }
            if (found.size() > before && owner != null && Shown.secret(owner, name)) {
                found.subList(before, found.size()).replaceAll(Fault::untold);
            }
        }

        /** A bad value in a list is a fault of the list; a bad member of a structure is its own. */
        private void list(Sequence sequence, List<?> items, String at) {
            Complaint.all(sequence.constraints(), items).forEach(text -> found(items, at, text));
            if (sequence.member() instanceof Scalar scalar) {
                if (!items.stream().allMatch(i -> Complaint.none(scalar.constraints(), i))) {
                    found(
                            items,
                            at,
                            "Member must satisfy constraint: "
                                    + Complaint.ofEach(scalar, scalar.constraints()));
                }
                return;
            }
            for (int i = 0; i < items.size(); i++) {
                value(null, sequence.member(), items.get(i), at + "." + (i + 1) + ".", "member");
            }
        }

        private void map(Mapping mapping, Map<?, ?> entries, String at) {
            Complaint.all(mapping.constraints(), entries).forEach(t -> found(entries, at, t));
            if (!entries.keySet().stream().allMatch(k -> Complaint.none(mapping.keys(), k))) {
                found(
                        entries,
                        at,
                        "Map keys must satisfy constraint: "
                                + Complaint.ofEach(mapping, mapping.keys()));
            }
            if (mapping.value() instanceof Scalar scalar) {
                if (!entries.values().stream()
                        .allMatch(v -> Complaint.none(scalar.constraints(), v))) {
                    found(
                            entries,
                            at,
                            "Map value must satisfy constraint: "
                                    + Complaint.ofEach(scalar, scalar.constraints()));
                }
                return;
            }
            entries.forEach((key, value) ->
                    value(null, mapping.value(), value, at + "." + key + ".", "member"));
        }

        private void found(@Nullable Object value, String at, String text) {
            String shown = value == null ? "null" : "'" + Shown.of(value) + "'";
            found.add(new Fault("Value " + shown, at, text));
        }

        private static String at(String place, String name) {
            return place + Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }
}
