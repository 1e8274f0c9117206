package dev.antiphon.wire.model;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.AwsException.Fault;

/**
 * An error as the callers of a service see it.
 *
 * @param shape its name in JSON and CBOR
 * @param code its name in the Query protocol
 * @param namespace before the shape's name in JSON, or empty
 * @param message the name of the member that holds the text
 */
public record ErrorModel(
        String shape, String code, int status, Fault fault, String namespace, String message) {

    static ErrorModel of(String shape, String namespace, Tree tree) {
        Long status = tree.number("status");
        return new ErrorModel(
                shape,
                tree.text("code", shape),
                status == null ? 400 : status.intValue(),
                tree.flag("receiver") ? Fault.RECEIVER : Fault.SENDER,
                tree.text("namespace", namespace),
                tree.text("message", "message"));
    }

    /** An error that the model does not have: it is what the exception says. */
    static ErrorModel unmodelled(AwsException error) {
        String code = error.code();
        String common = CommonErrors.queryCode(code);
        return new ErrorModel(
                code,
                common == null ? code : common,
                error.status(),
                error.fault(),
                common == null ? "" : CommonErrors.NAMESPACE,
                "message");
    }
}
