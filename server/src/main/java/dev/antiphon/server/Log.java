package dev.antiphon.server;

/** The log: standard error, one line an event, by the JDK's own logging. */
final class Log {
    private static final String FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$-7s %3$s: %5$s%6$s%n";

    private Log() {}

    /** Sets the format, unless the user has set one. Comes before the first logger. */
    static void configure() {
        String property = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(property) == null) {
            System.setProperty(property, FORMAT);
        }
    }
}
