package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The address that a function's or a layer's archive is to be had from for a while, by whoever has
 * been given it: it carries a signature.
 *
 * @param owner the ARN of the function or layer
 * @param version of the layer, or 0
 * @param expires in seconds since 1970
 */
public record CodeLocation(String owner, long version, String sha256, long expires) {
    /** The path of the page that serves it. */
    public static final String PATH = "/_antiphon/functions/code";

    private static final Duration VALID = Duration.ofMinutes(10);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_LONGS = 4;

    static byte[] newSecret(Tx tx) {
        ByteBuffer secret = ByteBuffer.allocate(SECRET_LONGS * Long.BYTES);
        for (int i = 0; i < SECRET_LONGS; i++) {
            secret.putLong(tx.ids().random());
        }
        return secret.array();
    }

    static CodeLocation of(Code code, long version, Tx tx) {
        return new CodeLocation(
                code.owner(), version, code.sha256(), tx.now().plus(VALID).getEpochSecond());
    }

    String url(byte[] secret, Caller caller) {
        return caller.endpoint()
                + PATH
                + "?owner="
                + encoded(owner)
                + "&version="
                + version
                + "&sha256="
                + encoded(sha256)
                + "&expires="
                + expires
                + "&signature="
                + signature(secret);
    }

    /** Whether somebody was given this address, and not too long ago. */
    boolean grants(String signature, byte[] secret, Instant now) {
        return now.getEpochSecond() <= expires
                && MessageDigest.isEqual(
                        signature(secret).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            String signed = owner + "\n" + version + "\n" + sha256 + "\n" + expires;
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
