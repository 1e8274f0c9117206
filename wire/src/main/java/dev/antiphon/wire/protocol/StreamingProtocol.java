package dev.antiphon.wire.protocol;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.OperationShapes;
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/** A protocol whose answers may go on as a stream of events. */
public interface StreamingProtocol {
    /**
     * An answer that goes on.
     *
     * @param events for one subscriber
     */
    HttpAnswer stream(
            OperationShapes operation,
            SdkPojo response,
            Flow.Publisher<? extends SdkPojo> events,
            String requestId);
}
