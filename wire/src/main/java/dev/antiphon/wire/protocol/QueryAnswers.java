package dev.antiphon.wire.protocol;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.model.ErrorModel;
import dev.antiphon.wire.model.ServiceModel;
import software.amazon.awssdk.core.SdkPojo;

/** How a Query request is answered: in XML, or in JSON for those who ask for it. */
sealed interface QueryAnswers permits JsonAnswers, XmlAnswers {
    HttpAnswer answer(OperationShapes operation, SdkPojo response, String requestId);

    HttpAnswer error(ServiceModel service, ErrorModel model, String message, String requestId);
}
