package dev.antiphon.wire.validate;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Field;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.Structure;
import dev.antiphon.wire.codec.Type.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * SQS's own manner: it names the first required parameter that is missing, in both protocols by its
 * place in a Query request, and leaves all else to the operation. Empty batches and incomplete
 * message attributes have errors of their own, so that {@code Entries} and the insides of maps are
 * not looked at here.
 */
final class SqsValidation implements Validation {
    private static final String ENTRIES = "Entries";
    private static final String BODY = "MessageBody";

    @Override
    public void check(OperationShapes operation, SdkPojo input) {
        check(operation.input(), input, null, 0);
    }

    private static void check(
            Structure structure, SdkPojo value, @Nullable Field list, int number) {
        for (Field field : structure.fields()) {
            Object member = field.get(value);
            if (field.required() && missing(field, member)) {
                throw missing(list == null ? "" : list.queryName() + "." + number + ".", field);
            }
            if (member instanceof List<?> entries
                    && field.type() instanceof Sequence sequence
                    && sequence.member() instanceof Structure entry) {
                for (int i = 0; i < entries.size(); i++) {
                    check(entry, (SdkPojo) entries.get(i), field, i + 1);
                }
            }
        }
    }

    private static boolean missing(Field field, @Nullable Object value) {
        return (value == null && !field.name().equals(ENTRIES))
                || (field.name().equals(BODY) && "".equals(value));
    }

    private static AwsException missing(String place, Field field) {
        return AwsException.sender(
                "MissingParameter",
                "The request must contain the parameter " + place + field.queryName() + ".");
    }
}
