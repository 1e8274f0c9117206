package dev.antiphon.server;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers of which any number may be shown and none can be told from the others: ids that
 * everybody sees and the secrets in URLs, handles and tokens come from the same generator. It is
 * AES in counter mode under a key of its own, which costs an id some nanoseconds.
 *
 * <p>For one thread.
 */
final class SecretRandom implements RandomGenerator {
    private static final int BYTES = 4096;

    private final Cipher cipher;
    private final byte[] zeros = new byte[BYTES];
    private final byte[] stream = new byte[BYTES];
    private int next = BYTES;

    SecretRandom(SecureRandom seeds) {
        byte[] key = new byte[32];
        seeds.nextBytes(key);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    @Override
    public long nextLong() {
        if (next == BYTES) {
            refill();
        }
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (stream[next++] & 0xFF);
        }
        return value;
    }

    private void refill() {
        try {
            cipher.update(zeros, 0, BYTES, stream);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the buffer is as long as what goes into it", e);
        }
        next = 0;
    }
}
