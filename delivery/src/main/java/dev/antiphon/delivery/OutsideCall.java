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
     * @param authorization what must be fetched before the request can be made, or null where the
     *     headers have all that it needs
     * @param signing how the body is signed when it leaves, or null
     * @param answered whether the sender wants to have the answer, whatever its status: then every
     *     one of them is a success of the call
     */
    record Http(
            String method,
            String url,
            List<Header> headers,
            byte[] body,
            Duration timeout,
            List<Integer> retried,
            @Nullable Authorization authorization,
            @Nullable Signing signing,
            boolean answered)
            implements OutsideCall {
        public Http(
                String method,
                String url,
                List<Header> headers,
                byte[] body,
                Duration timeout,
                List<Integer> retried) {
            this(method, url, headers, body, timeout, retried, null, null);
        }

        public Http(
                String method,
                String url,
                List<Header> headers,
                byte[] body,
                Duration timeout,
                List<Integer> retried,
                @Nullable Authorization authorization,
                @Nullable Signing signing) {
            this(method, url, headers, body, timeout, retried, authorization, signing, false);
        }

        public Http(
                String method,
                String url,
                List<Header> headers,
                byte[] body,
                Duration timeout,
                List<Integer> retried,
                @Nullable Authorization authorization) {
            this(method, url, headers, body, timeout, retried, authorization, null);
        }

        /** The same with another body, which is not to be signed any more. */
        public Http withBody(byte[] other) {
            return new Http(
                    method, url, headers, other, timeout, retried, authorization, null, answered);
        }

        /** For logs: secrets may be in the query, the headers and the body. */
        @Override
        public String toString() {
            int query = url.indexOf('?');
            return method + " " + (query < 0 ? url : url.substring(0, query));
        }
    }

    /**
     * A mail.
     *
     * @param sender the name to show beside the server's own address
     * @param signing how the body is signed when it leaves, or null
     */
    record Mail(String sender, String to, String subject, byte[] body, @Nullable Signing signing)
            implements OutsideCall {
        /** For logs. */
        @Override
        public String toString() {
            return "mail to " + to;
        }
    }

    /** A header of an HTTP request. */
    record Header(String name, String value) {}

    /** What a request carries that is not known before another request was answered. */
    sealed interface Authorization {
        /**
         * A token of OAuth 2.0's client credentials flow, as {@code Authorization: Bearer}. It is
         * kept until it expires or is refused by 401 or 407, and then fetched again.
         *
         * @param holder whose token it is: one is kept for each
         * @param revision changes with the credentials, so that no token outlives them
         * @param request fetches a token: answered by a JSON object with {@code access_token} and,
         *     perhaps, {@code expires_in} seconds
         */
        record ClientCredentials(String holder, long revision, Http request)
                implements Authorization {}
    }

    /**
     * An operation of a service of this server, as an account's own call.
     *
     * @param operation as in the API's reference, in its capitals
     */
    record Api(ServiceCall call, String operation) implements OutsideCall {}

    /**
     * An invocation of a function. It is answered by {@link Answer.Response} with status 200, what
     * the function returned as body, and these headers where they apply: {@link #FUNCTION_ERROR},
     * {@link #LOG_RESULT}. A function that cannot be invoked at present fails with Lambda's code
     * ({@code TooManyRequestsException} and the like).
     *
     * @param function the version to run
     * @param invokedArn as whoever invokes names it: perhaps with an alias
     * @param payload the event, JSON in UTF-8
     * @param requestId of the invocation: the one that the function sees and logs
     * @param traceHeader of what led to it, as in {@code X-Amzn-Trace-Id}, or null
     * @param clientContext JSON, or null
     * @param logTail whether the answer has the last 4 KB of the log
     * @param answered whether an error of the function is an answer, too; if not, it fails the call
     *     with the error's kind as code and what the function returned as message, and can be
     *     retried
     */
    record Function(
            FunctionSpec function,
            String invokedArn,
            byte[] payload,
            String requestId,
            @Nullable String traceHeader,
            @Nullable String clientContext,
            boolean logTail,
            boolean answered)
            implements OutsideCall {
        /** {@code Unhandled}: the kind of error that the body tells. */
        public static final String FUNCTION_ERROR = "X-Amz-Function-Error";

        /** The end of the log, in base64. */
        public static final String LOG_RESULT = "X-Amz-Log-Result";

        /** For logs. */
        @Override
        public String toString() {
            return "invocation of " + invokedArn;
        }
    }
}
