package dev.antiphon.sns;

import dev.antiphon.delivery.Signer;

/**
 * What SNS needs of the server, for its operations and its targets alike.
 *
 * @param config its settings
 * @param mailLeaves whether there is a server that takes mails; otherwise they are kept
 * @param signer signs with the server's key
 */
public record SnsParts(SnsConfig config, boolean mailLeaves, Signer signer) {
    Publishing publishing() {
        return new Publishing(config.snsSignQueueMessages() ? signer : null);
    }
}
