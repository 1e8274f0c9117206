package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.Formats;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Smithy's RPC v2 CBOR: {@code POST /service/NAME/operation/NAME}.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">RPC v2</a>
 */
final class RpcCborProtocol implements Protocol {
    private static final byte[] NOTHING = {};
    private static final Header TYPE = Headers.contentType("application/cbor");
    private static final Header PROTOCOL = new Header("smithy-protocol", "rpc-v2-cbor");

    @Override
    public SdkPojo decode(OperationShapes operation, Input input) {
        return Formats.RPC_CBOR_DECODER.decode(input.request().body(), operation.input());
    }

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        if (operation.model().output() == null) {
            return new HttpAnswer(200, List.of(Headers.requestId(requestId), PROTOCOL), NOTHING);
        }
        return new HttpAnswer(
                200,
                List.of(Headers.requestId(requestId), PROTOCOL, TYPE),
                Formats.RPC_CBOR_ENCODER.encode(operation.output(response), response));
    }

    @Override
    public HttpAnswer error(ServiceModel service, AwsException error, String requestId) {
        ErrorModel model = service.error(error);
        List<Header> headers =
                new ArrayList<>(List.of(Headers.requestId(requestId), PROTOCOL, TYPE));
        if (service.queryCompatible()) {
            headers.add(Headers.queryError(model));
        }
        return new HttpAnswer(
                model.status(), headers, ErrorBody.of(Formats.RPC_CBOR_ENCODER, model, error));
    }
}
