package dev.antiphon.wire;

import org.jspecify.annotations.Nullable;

/** Decides whether a request comes from whom it says. */
@FunctionalInterface
public interface Authenticator {
    /** Accepts every request, signed or not, whatever the client's clock says. */
    Authenticator ANYONE = (request, service) -> null;

    /**
     * Who has signed a request. What routing read of the signature was not verified, and may be
     * from another place in the request than what was.
     *
     * @param account twelve digits
     */
    record Signer(String account, String region, String accessKeyId) {}

    /**
     * Returns if the request may go on. Called on the event loop that read it.
     *
     * @param service the name that the request must be signed for, such as {@code sqs}
     * @return who has signed it, or null where nobody looked, so that it is whom the request says
     * @throws dev.antiphon.api.AwsException with AWS's code and text if the request is refused
     */
    @Nullable Signer verify(HttpRequest request, String service);
}
