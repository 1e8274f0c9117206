package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException.Fault;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.Xml;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** The Query protocol's XML. */
final class XmlAnswers implements QueryAnswers {
    private static final Header XML = Headers.contentType("text/xml");

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        String root = operation.model().name() + "Response";
        Xml xml = new Xml().root(root, operation.service().xmlNamespace());
        if (operation.model().output() != null) {
            String result = operation.model().name() + "Result";
            xml.open(result).members(operation.output(response), response).close(result);
        }
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        return new HttpAnswer(200, headers(requestId), xml.close(root).bytes());
    }

    @Override
    public HttpAnswer error(
            ServiceModel service, ErrorModel model, String message, String requestId) {
        Xml xml = new Xml().root("ErrorResponse", service.xmlNamespace()).open("Error");
        xml.element("Type", model.fault() == Fault.SENDER ? "Sender" : "Receiver");
        xml.element("Code", model.code()).element("Message", message);
        if (service.errorDetail()) {
            xml.empty("Detail");
        }
        xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return new HttpAnswer(model.status(), headers(requestId), xml.bytes());
    }

    private static List<Header> headers(String requestId) {
        return List.of(Headers.requestId(requestId), XML);
    }
}
