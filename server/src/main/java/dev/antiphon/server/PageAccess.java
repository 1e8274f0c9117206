package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.Authenticator.Signer;
import dev.antiphon.wire.HttpRequest;

/** Who may use pages that show what an account has, or change it: whoever may make its calls. */
record PageAccess(Authenticator authenticator, Dispatcher.Reach reach) {
    /**
     * @param service that a request for the page is signed for
     * @param owner the account that it is about, empty where it is about none
     * @throws AwsException if the request is not signed where it must be, or by another account
     */
    void check(HttpRequest request, String service, String owner) {
        Signer signer = authenticator.verify(request, service);
        if (signer != null && !reach.covers(signer.account(), owner)) {
            throw AwsException.sender(
                    "AccessDenied", 403, "Access to account " + owner + " is denied.");
        }
    }
}
