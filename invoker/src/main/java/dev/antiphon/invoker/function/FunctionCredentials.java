package dev.antiphon.invoker.function;

/** Gives functions the keys that they call this server with. */
@FunctionalInterface
public interface FunctionCredentials {
    /**
     * Keys for a process that acts for an account, until they are given back.
     *
     * @param account twelve digits
     */
    Keys issue(String account);

    /**
     * @param end takes the keys back
     */
    record Keys(String accessKeyId, String secretKey, String sessionToken, Runnable end) {
        /** Without the secrets, so that none of them gets into a log. */
        @Override
        public String toString() {
            return "Keys[" + accessKeyId + "]";
        }
    }
}
