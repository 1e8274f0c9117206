package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.FormDecoder;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ServiceModel;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS Query: {@code Action} and other parameters in the query string or in a form.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
final class QueryProtocol implements Protocol {
    private final QueryAnswers answers;

    QueryProtocol(QueryAnswers answers) {
        this.answers = answers;
    }

    @Override
    public SdkPojo decode(OperationShapes operation, Input input) {
        return new FormDecoder(input.form()).decode(operation.input());
    }

    @Override
    public HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId) {
        return answers.answer(operation, response, requestId);
    }

    @Override
    public HttpAnswer error(ServiceModel service, AwsException error, String requestId) {
        String text = error.text();
        String message = service.queryMessages().getOrDefault(text, text);
        return answers.error(service, service.error(error), message, requestId);
    }
}
