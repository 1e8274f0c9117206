package dev.antiphon.delivery;

/**
 * A signature that is put into a body when it leaves: it takes far longer to make than a handler
 * may take, and it is the same however often a delivery is tried.
 *
 * @param text what is signed
 * @param from where in the body the signature, in base64, is put
 * @param to up to where it takes the place of what stands there
 */
public record Signing(byte[] text, Algorithm algorithm, int from, int to) {
    /** By the names that the JDK has for them. */
    public enum Algorithm {
        SHA1("SHA1withRSA"),
        SHA256("SHA256withRSA");

        private final String name;

        Algorithm(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
