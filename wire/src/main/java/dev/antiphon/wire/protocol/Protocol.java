package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ServiceModel;
import software.amazon.awssdk.core.SdkPojo;

/** A way of AWS's to carry input, output and errors in HTTP messages. */
public sealed interface Protocol
        permits CborProtocol, JsonProtocol, QueryProtocol, RestJsonProtocol, RpcCborProtocol {
    Protocol JSON_1_0 = new JsonProtocol("application/x-amz-json-1.0");
    Protocol JSON_1_1 = new JsonProtocol("application/x-amz-json-1.1");
    Protocol CBOR_1_1 = new CborProtocol();
    Protocol RPC_V2_CBOR = new RpcCborProtocol();
    Protocol QUERY = new QueryProtocol(new XmlAnswers());
    Protocol QUERY_JSON = new QueryProtocol(new JsonAnswers());
    Protocol REST_JSON = new RestJsonProtocol();

    /**
     * The input of an operation.
     *
     * @throws AwsException if it cannot be read
     */
    SdkPojo decode(OperationShapes operation, Input input);

    HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId);

    /**
     * An error, dressed as the service's table says.
     *
     * @param service {@link ServiceModel#NONE} if it is not known which was meant
     */
    HttpAnswer error(ServiceModel service, AwsException error, String requestId);
}
