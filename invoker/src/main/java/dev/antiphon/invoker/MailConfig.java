package dev.antiphon.invoker;

import org.jspecify.annotations.Nullable;

/**
 * The SMTP server that mails leave by.
 *
 * @param smtpHost or null: no mail leaves
 * @param smtpTls how the connection is encrypted
 * @param smtpUser or null: the server asks for no password
 * @param smtpFrom the address that mails are from
 */
public record MailConfig(
        @Nullable String smtpHost,
        int smtpPort,
        Tls smtpTls,
        @Nullable String smtpUser,
        @Nullable String smtpPassword,
        String smtpFrom) {

    /** How a connection to the SMTP server is encrypted. */
    public enum Tls {
        NONE,
        STARTTLS,
        ALWAYS
    }

    public static final MailConfig DEFAULTS =
            new MailConfig(null, 25, Tls.NONE, null, null, "no-reply@antiphon.invalid");

    /** Whether there is a server that takes mails. */
    public boolean sends() {
        return smtpHost != null;
    }
}
