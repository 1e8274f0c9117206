package dev.antiphon.wire.protocol;

import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.codec.Form;
import java.util.Map;

/**
 * What a protocol reads the input of an operation from.
 *
 * @param form the parameters of a Query request, or empty
 * @param labels the variable parts of the path, decoded, by the names in the operation's template
 */
public record Input(HttpRequest request, Form form, Map<String, String> labels) {
    public static Input of(HttpRequest request) {
        return new Input(request, Form.EMPTY, Map.of());
    }
}
