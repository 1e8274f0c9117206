package dev.antiphon.wire.sigv4;

import org.jspecify.annotations.Nullable;

/**
 * A key that requests may be signed with.
 *
 * @param account twelve digits: whose resources its holder works on
 * @param sessionToken that must come with every request, where the key is temporary
 */
public record Credentials(
        String accessKeyId, String secretKey, String account, @Nullable String sessionToken) {

    public Credentials {
        if (accessKeyId.isEmpty() || secretKey.isEmpty()) {
            throw new IllegalArgumentException("a key has an id and a secret");
        }
    }

    /** A key without an end. */
    public Credentials(String accessKeyId, String secretKey, String account) {
        this(accessKeyId, secretKey, account, null);
    }

    /** Without the secrets, so that none of them gets into a log. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", " + account + "]";
    }
}
