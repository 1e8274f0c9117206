package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.Formats;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}, one object as the body. The versions
 * differ in their content type only.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
final class JsonProtocol implements Protocol {
    private static final byte[] NOTHING = {};

    private final Header contentType;

    JsonProtocol(String contentType) {
        this.contentType = Headers.contentType(contentType);
    }

    @Override
    public SdkPojo decode(OperationShapes operation, Input input) {
        return Formats.JSON_DECODER.decode(input.request().body(), operation.input());
    }

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        byte[] body =
                operation.model().output() == null
                        ? NOTHING
                        : Formats.JSON_ENCODER.encode(operation.output(response), response);
        return new HttpAnswer(200, List.of(Headers.requestId(requestId), contentType), body);
    }

    @Override
    public HttpAnswer error(ServiceModel service, AwsException error, String requestId) {
        ErrorModel model = service.error(error);
        byte[] body = ErrorBody.of(Formats.JSON_ENCODER, model, error);
        List<Header> headers =
                service.queryCompatible()
                        ? List.of(
                                Headers.requestId(requestId),
                                contentType,
                                Headers.queryError(model))
                        : List.of(Headers.requestId(requestId), contentType);
        return new HttpAnswer(model.status(), headers, body);
    }
}
