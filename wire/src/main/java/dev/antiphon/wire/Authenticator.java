package dev.antiphon.wire;

/** Decides whether a request comes from whom it says. */
@FunctionalInterface
public interface Authenticator {
    /** Accepts every request, signed or not, whatever the client's clock says. */
    Authenticator ANYONE = (request, service) -> {};

    /**
     * Returns if the request may go on. Called on the event loop that read it.
     *
     * @param service the name that the request must be signed for, such as {@code sqs}
     * @throws dev.antiphon.api.AwsException with AWS's code and text if the request is refused
     */
    void verify(HttpRequest request, String service);
}
