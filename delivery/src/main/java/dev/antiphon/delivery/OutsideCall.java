package dev.antiphon.delivery;

import java.time.Duration;
import java.util.List;

/** A call to be made outside of the store: a value that the invoker performs. */
public sealed interface OutsideCall {
    /**
     * An HTTP request.
     *
     * @param retried the statuses that are worth another attempt, besides 500 and above; every
     *     other one from 400 on ends the delivery
     */
    record Http(
            String method,
            String url,
            List<Header> headers,
            byte[] body,
            Duration timeout,
            List<Integer> retried)
            implements OutsideCall {}

    /** A header of an HTTP request. */
    record Header(String name, String value) {}

    /**
     * An operation of a service of this server, as an account's own call.
     *
     * @param service as in endpoints, such as {@code sqs}
     * @param operation as in the API's reference, such as {@code SendMessage}
     * @param input the request as JSON, with the members' names of the API
     */
    record Api(String service, String operation, byte[] input, String account, String region)
            implements OutsideCall {}
}
