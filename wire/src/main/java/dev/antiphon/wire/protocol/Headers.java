package dev.antiphon.wire.protocol;

import dev.antiphon.api.AwsException.Fault;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.model.ErrorModel;

/** The headers that answers share. */
final class Headers {
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private Headers() {}

    static Header requestId(String requestId) {
        return new Header(REQUEST_ID, requestId);
    }

    static Header contentType(String type) {
        return new Header("Content-Type", type);
    }

    /**
     * The code that the service's Query protocol has for the error, for clients that were written
     * when it spoke that.
     */
    static Header queryError(ErrorModel model) {
        String fault = model.fault() == Fault.SENDER ? "Sender" : "Receiver";
        return new Header("x-amzn-query-error", model.code() + ";" + fault);
    }
}
