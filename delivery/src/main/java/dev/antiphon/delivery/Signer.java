package dev.antiphon.delivery;

/** Signs with the server's private key. */
@FunctionalInterface
public interface Signer {
    /** The signature, in base64. The same text has the same signature, always. */
    String sign(byte[] text, Signing.Algorithm algorithm);
}
