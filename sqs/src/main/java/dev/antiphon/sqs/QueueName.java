package dev.antiphon.sqs;

/** What a queue may be called. */
final class QueueName {
    static final String FIFO_SUFFIX = ".fifo";
    private static final int LONGEST = 80;

    private QueueName() {}

    /** Whether a queue could have this name: 1 to 80 letters, digits, hyphens and underscores. */
    static boolean valid(String name) {
        int end = name.endsWith(FIFO_SUFFIX) ? name.length() - FIFO_SUFFIX.length() : name.length();
        if (end == 0 || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
