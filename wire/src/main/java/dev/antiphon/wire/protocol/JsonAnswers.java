package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException.Fault;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.Formats;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** The Query protocol's answers in JSON: the same elements as in XML, as objects. */
final class JsonAnswers implements QueryAnswers {
    private static final Header JSON = Headers.contentType("application/json");

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        String name = operation.model().name();
        byte[] body =
                Formats.JSON_ENCODER.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart(name + "Response");
                    if (operation.model().output() != null) {
                        json.writeFieldName(name + "Result");
                        Formats.JSON_ENCODER.structure(json, operation.output(response), response);
                    }
                    json.writeObjectFieldStart("ResponseMetadata");
                    json.writeStringField("RequestId", requestId);
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeEndObject();
                });
        return new HttpAnswer(200, headers(requestId), body);
    }

    @Override
    public HttpAnswer error(
            ServiceModel service, ErrorModel model, String message, String requestId) {
        byte[] body =
                Formats.JSON_ENCODER.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("Error");
                    json.writeStringField("Code", model.code());
                    json.writeStringField("Message", message);
                    json.writeStringField(
                            "Type", model.fault() == Fault.SENDER ? "Sender" : "Receiver");
                    json.writeEndObject();
                    json.writeStringField("RequestId", requestId);
                    json.writeEndObject();
                });
        return new HttpAnswer(model.status(), headers(requestId), body);
    }

    private static List<Header> headers(String requestId) {
        return List.of(Headers.requestId(requestId), JSON);
    }
}
