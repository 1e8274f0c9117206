package dev.antiphon.server;

import dev.antiphon.invoker.function.FunctionCredentials;
import dev.antiphon.wire.sigv4.Credentials;
import dev.antiphon.wire.sigv4.Keyring;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that functions' processes call this server with: temporary ones, each known for as long
 * as its process lives, and good for the account of its function only.
 */
final class ProcessKeys implements FunctionCredentials, Keyring {
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Credentials> known = new ConcurrentHashMap<>();

    /**
     * For a server that verifies no signature: there the id of a key says the account (and needs no
     * secret).
     */
    static Keys unverified(String account) {
        return new Keys(account, "secret", "token", () -> {});
    }

    @Override
    public Keys issue(String account) {
        StringBuilder id = new StringBuilder("ASIA");
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        Credentials key = new Credentials(id.toString(), text(30), account, text(120));
        known.put(key.accessKeyId(), key);
        return new Keys(
                key.accessKeyId(),
                key.secretKey(),
                String.valueOf(key.sessionToken()),
                () -> known.remove(key.accessKeyId()));
    }

    private String text(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return Base64.getEncoder().encodeToString(chance);
    }

    @Override
    public @Nullable Credentials find(String accessKeyId) {
        return known.get(accessKeyId);
    }

    /** A ring of these and of others that are always known. */
    Keyring besides(Keyring others) {
        return id -> {
            Credentials lasting = others.find(id);
            return lasting == null ? find(id) : lasting;
        };
    }
}
