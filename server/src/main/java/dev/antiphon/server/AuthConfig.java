package dev.antiphon.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may call.
 *
 * @param auth whether signatures are verified
 * @param credentials the keys that are known; used only when signatures are verified
 */
public record AuthConfig(Mode auth, List<Credential> credentials) {
    static final AuthConfig DEFAULTS = new AuthConfig(Mode.NONE, List.of());

    public AuthConfig {
        Set<String> ids = new HashSet<>();
        for (Credential credential : credentials) {
            if (!ids.add(credential.accessKeyId())) {
                throw new IllegalArgumentException(
                        "access-key-id " + credential.accessKeyId() + " is given twice");
            }
        }
    }

    /** Whether a request must prove who it comes from. */
    public enum Mode {
        /** Any credentials do; an access key id of twelve digits is the account. */
        NONE,
        /** Every request carries a SigV4 signature by one of the credentials. */
        REQUIRED
    }

    /** An access key and the account that it acts for. */
    public record Credential(String accessKeyId, String secretAccessKey, String account) {
        public Credential {
            if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
                throw new IllegalArgumentException(
                        "access-key-id and secret-access-key must not be empty");
            }
            if (!account.matches("\\d{12}")) {
                throw new IllegalArgumentException("account must be twelve digits");
            }
        }

        /** Without the secret: this text may reach a log. */
        @Override
        public String toString() {
            return "Credential[accessKeyId=" + accessKeyId + ", account=" + account + "]";
        }
    }
}
