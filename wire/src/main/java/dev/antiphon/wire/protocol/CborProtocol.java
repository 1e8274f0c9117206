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

/** AWS's older CBOR, which its Java SDKs speak to Kinesis: AWS JSON 1.1 with bodies in CBOR. */
final class CborProtocol implements Protocol {
    private static final byte[] NOTHING = {};
    private static final Header TYPE = Headers.contentType("application/x-amz-cbor-1.1");

    @Override
    public SdkPojo decode(OperationShapes operation, Input input) {
        return Formats.AWS_CBOR_DECODER.decode(input.request().body(), operation.input());
    }

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        byte[] body =
                operation.model().output() == null
                        ? NOTHING
                        : Formats.AWS_CBOR_ENCODER.encode(operation.output(response), response);
        return new HttpAnswer(200, List.of(Headers.requestId(requestId), TYPE), body);
    }

    @Override
    public HttpAnswer error(ServiceModel service, AwsException error, String requestId) {
        ErrorModel model = service.error(error);
        return new HttpAnswer(
                model.status(),
                List.of(Headers.requestId(requestId), TYPE),
                ErrorBody.of(Formats.AWS_CBOR_ENCODER, model, error));
    }
}
