package dev.antiphon.states.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Hashes, as both query languages have them. */
final class Digests {
    private static final List<String> ALGORITHMS =
            List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private Digests() {}

    /**
     * @throws IllegalArgumentException if there is no such algorithm
     */
    static String hex(String algorithm, String data) {
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "Unknown algorithm '" + algorithm + "'; the known ones are " + ALGORITHMS);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance(algorithm)
                            .digest(data.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
