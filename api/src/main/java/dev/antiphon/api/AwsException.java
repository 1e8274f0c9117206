package dev.antiphon.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error that a caller made or must know of, as AWS names it. Handlers throw it; it rolls back
 * the operation that threw it, and the wire renders it in the protocol of the call.
 *
 * <p>The code is the name of the error shape in the service's model ({@code QueueDoesNotExist}) or,
 * where AWS answers with an error outside of the model, its code ({@code InvalidParameterValue}).
 * Status and fault of a modelled error come from the service's table in {@code wire}; those given
 * here count for the others.
 */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Who is to blame, in AWS's words: {@code Sender} is the caller, {@code Receiver} is the
     * server.
     */
    public enum Fault {
        SENDER,
        RECEIVER
    }

    private final String code;
    private final int status;
    private final Fault fault;
    private final transient Map<String, String> members;

    private AwsException(
            String code, int status, Fault fault, String message, Map<String, String> members) {
        // Users' errors are answers, not incidents: a stack trace would cost more than the
        // operation itself.
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.fault = fault;
        this.members = members;
    }

    /** An error of the caller: HTTP status 400 unless the service's table says otherwise. */
    public static AwsException sender(String code, String message) {
        return new AwsException(code, 400, Fault.SENDER, message, Map.of());
    }

    /** An error of the caller with its own HTTP status. */
    public static AwsException sender(String code, int status, String message) {
        return new AwsException(code, status, Fault.SENDER, message, Map.of());
    }

    /**
     * An error of the server, such as 500 {@code InternalFailure} or 503 {@code
     * ServiceUnavailable}.
     */
    public static AwsException receiver(String code, int status, String message) {
        return new AwsException(code, status, Fault.RECEIVER, message, Map.of());
    }

    /**
     * The same error with one more member of its shape, such as Lambda's {@code Reason}. Only
     * protocols whose errors have members besides the message show it.
     */
    public AwsException with(String member, String value) {
        Map<String, String> more = new TreeMap<>(members);
        more.put(member, value);
        return new AwsException(code, status, fault, text(), more);
    }

    /** What the error says besides its message, by the names of its shape's members. */
    public Map<String, String> members() {
        return Collections.unmodifiableMap(members);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Fault fault() {
        return fault;
    }

    /** The message for the caller. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
