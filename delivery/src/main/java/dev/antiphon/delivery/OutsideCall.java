package dev.antiphon.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call to be made outside of the store: a value that the invoker performs. */
public sealed interface OutsideCall {
    /**
     * An HTTP request.
     *
     * @param retried the statuses that are worth another attempt, besides 500 and above; every
     *     other one from 400 on ends the delivery
     * @param signing how the body is to be signed, or null
     */
    record Http(
            String method,
            String url,
            List<Header> headers,
            byte[] body,
            Duration timeout,
            List<Integer> retried,
            @Nullable Signing signing)
            implements OutsideCall {

        /** A request without a signature in its body. */
        public Http(
                String method,
                String url,
                List<Header> headers,
                byte[] body,
                Duration timeout,
                List<Integer> retried) {
            this(method, url, headers, body, timeout, retried, null);
        }
    }

    /**
     * A mail.
     *
     * @param sender the name to show beside the server's own address
     * @param signing how the body is to be signed, or null
     */
    record Mail(String sender, String to, String subject, byte[] body, @Nullable Signing signing)
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
