package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.JsonEncoder;
import dev.antiphon.wire.model.ErrorModel;

/** The body of an error in JSON and in CBOR: its type and its text. */
final class ErrorBody {
    private ErrorBody() {}

    static byte[] of(JsonEncoder encoder, ErrorModel model, AwsException error) {
        return encoder.write(generator -> {
            generator.writeStartObject();
            generator.writeStringField("__type", type(model));
            if (!error.text().isEmpty()) {
                generator.writeStringField(model.message(), error.text());
            }
            generator.writeEndObject();
        });
    }

    private static String type(ErrorModel model) {
        return model.namespace().isEmpty()
                ? model.shape()
                : model.namespace() + "#" + model.shape();
    }
}
