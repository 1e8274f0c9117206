package dev.antiphon.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that are derived from a secret for a day, a region and a service. Deriving one takes
 * four HMACs, so they are kept.
 */
final class SigningKeys {
    private static final String HMAC = "HmacSHA256";

    /** A client may make up regions, and each would be kept. */
    private static final int KEPT = 1_000;

    private record Name(Credentials credentials, Scope scope) {}

    private final Map<Name, SecretKeySpec> keys = new ConcurrentHashMap<>();

    SecretKeySpec key(Credentials credentials, Scope scope) {
        Name name = new Name(credentials, scope);
        SecretKeySpec kept = keys.get(name);
        if (kept != null) {
            return kept;
        }
        if (keys.size() >= KEPT) {
            keys.clear();
        }
        SecretKeySpec derived = derive(credentials.secretKey(), scope);
        keys.put(name, derived);
        return derived;
    }

    private static SecretKeySpec derive(String secretKey, Scope scope) {
        SecretKeySpec key =
                new SecretKeySpec(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), HMAC);
        for (String step :
                new String[] {scope.date(), scope.region(), scope.service(), Scope.TERMINATOR}) {
            key = new SecretKeySpec(hmac(key, step), HMAC);
        }
        return key;
    }

    /** The signature of a text, in hexadecimal. */
    static String sign(SecretKeySpec key, String text) {
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** The hash of some bytes, in hexadecimal. */
    static String sha256(byte[] bytes) {
        return sha256(bytes, 0, bytes.length);
    }

    static String sha256(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether two signatures are the same, in a time that does not tell how much of them is. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
