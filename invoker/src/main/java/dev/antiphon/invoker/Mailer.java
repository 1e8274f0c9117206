package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends mails by an SMTP server. */
final class Mailer {
    private static final String TIMEOUT = "15000";

    private final MailConfig config;
    private final Session session;

    Mailer(MailConfig config) {
        this.config = config;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(MailConfig config) {
        Properties properties = new Properties();
        String host = config.smtpHost();
        properties.setProperty("mail.smtp.host", host == null ? "" : host);
        properties.setProperty("mail.smtp.port", Integer.toString(config.smtpPort()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT);
        properties.setProperty("mail.smtp.timeout", TIMEOUT);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT);
        properties.setProperty("mail.smtp.auth", Boolean.toString(config.smtpUser() != null));
        switch (config.smtpTls()) {
            case NONE -> {}
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
                properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            }
            case ALWAYS -> {
                properties.setProperty("mail.smtp.ssl.enable", "true");
                properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            }
        }
        return properties;
    }

    /**
     * @param body the mail's, signed if it asks for that
     */
    CallOutcome send(OutsideCall.Mail mail, byte[] body) {
        if (!config.sends()) {
            return failed("INVALID_PARAMETER", "No smtp-host is configured.", false);
        }
        try {
            MimeMessage message = message(mail, body);
            Transport.send(message, config.smtpUser(), config.smtpPassword());
            return new CallOutcome.Succeeded();
        } catch (AddressException e) {
            return failed("INVALID_PARAMETER", said(e), false);
        } catch (AuthenticationFailedException e) {
            return failed("ACCESS_DENIED", said(e), true);
        } catch (SendFailedException e) {
            // An address that the server does not take will not be taken later either.
            boolean refused = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
            return failed("ERROR_FROM_TARGET", said(e), !refused);
        } catch (MessagingException e) {
            return failed("CONNECTION_FAILURE", said(e), true);
        }
    }

    private MimeMessage message(OutsideCall.Mail mail, byte[] body) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from(mail.sender()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(
                new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8.name(), "plain");
        message.saveChanges();
        return message;
    }

    private InternetAddress from(String name) throws AddressException {
        InternetAddress address = new InternetAddress(config.smtpFrom(), true);
        try {
            address.setPersonal(name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("every JDK has UTF-8", e);
        }
        return address;
    }

    private static CallOutcome failed(String code, @Nullable String message, boolean retryable) {
        return new CallOutcome.Failed(code, message == null ? code : message, retryable, null);
    }

    private static @Nullable String said(Exception e) {
        return e.getMessage();
    }
}
