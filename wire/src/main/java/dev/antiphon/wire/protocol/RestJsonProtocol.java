package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.MappedPublisher;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.Formats;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.codec.RestInput;
import dev.antiphon.wire.codec.RestOutput;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/**
 * REST-JSON: method and path name the operation; path, query string, headers and body carry the
 * input.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1</a>
 */
final class RestJsonProtocol implements Protocol, StreamingProtocol {
    private static final Header JSON = Headers.contentType("application/json");

    @Override
    public SdkPojo decode(OperationShapes operation, Input input) {
        return new RestInput(input.request(), input.labels()).decode(operation.input());
    }

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        List<Header> headers = new ArrayList<>();
        headers.add(Headers.requestId(requestId));
        RestOutput output =
                RestOutput.of(operation.output(response), response, operation.model().status());
        headers.addAll(output.headers());
        if (output.json()) {
            headers.add(JSON);
        }
        return new HttpAnswer(output.status(), headers, output.body());
    }

    @Override
    public HttpAnswer stream(
            OperationShapes operation,
            SdkPojo response,
            Flow.Publisher<? extends SdkPojo> events,
            String requestId) {
        RestOutput output =
                RestOutput.of(operation.output(response), response, operation.model().status());
        List<Header> headers = new ArrayList<>();
        headers.add(Headers.requestId(requestId));
        headers.add(EventMessages.CONTENT_TYPE);
        headers.addAll(output.headers());
        return new HttpAnswer(
                output.status(),
                headers,
                new byte[0],
                new MappedPublisher<>(
                        events, event -> EventMessages.encode(operation.event(event), event)));
    }

    @Override
    public HttpAnswer error(ServiceModel service, AwsException error, String requestId) {
        ErrorModel model = service.error(error);
        byte[] body =
                Formats.JSON_ENCODER.write(json -> {
                    json.writeStartObject();
                    json.writeStringField(model.message(), error.text());
                    for (Map.Entry<String, String> member : error.members().entrySet()) {
                        json.writeStringField(member.getKey(), member.getValue());
                    }
                    json.writeEndObject();
                });
        return new HttpAnswer(
                model.status(),
                List.of(
                        Headers.requestId(requestId),
                        JSON,
                        new Header("x-amzn-ErrorType", model.shape())),
                body);
    }
}
