package dev.antiphon.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailerTest {
    private static final OutsideCall.Mail MAIL =
            new OutsideCall.Mail("The News", "a@example.com", "Grüße", new byte[0], null);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerSocket server = listen();

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A mail server that takes one mail, or says this to the recipient. */
    private void answer(String toRecipient) {
        Thread.startVirtualThread(() -> {
            try (Socket socket = server.accept();
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream out = new PrintStream(socket.getOutputStream(), true)) {
                out.print("220 here\r\n");
                boolean text = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    if (text) {
                        text = !line.equals(".");
                        out.print(text ? "" : "250 taken\r\n");
                    } else if (line.startsWith("RCPT")) {
                        out.print(toRecipient + "\r\n");
                    } else if (line.equals("DATA")) {
                        text = true;
                        out.print("354 go on\r\n");
                    } else {
                        out.print("250 fine\r\n");
                    }
                }
            } catch (IOException e) {
                lines.add(e.toString());
            }
        });
    }

    private Mailer mailer(int port) {
        return new Mailer(
                new MailConfig(
                        "127.0.0.1",
                        port,
                        MailConfig.Tls.NONE,
                        null,
                        null,
                        "sns@antiphon.example"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_mail_is_handed_to_the_server() {
        answer("250 fine");
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        assertThat(mailer(server.getLocalPort()).send(MAIL, body))
                .isEqualTo(new CallOutcome.Succeeded());
        assertThat(lines)
                .contains("MAIL FROM:<sns@antiphon.example>", "RCPT TO:<a@example.com>", "hello")
                .anyMatch(line -> line.startsWith("From: The News <sns@antiphon.example>"))
                .anyMatch(line -> line.startsWith("Subject: =?UTF-8?"));
    }

    @Test
    void a_recipient_that_the_server_does_not_know_is_refused_for_good() {
        answer("550 no such user");
        assertThat(mailer(server.getLocalPort()).send(MAIL, new byte[1]))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.retryable()).isFalse());
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() throws IOException {
        int port = server.getLocalPort();
        server.close();
        assertThat(mailer(port).send(MAIL, new byte[1]))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.code()).isEqualTo("CONNECTION_FAILURE");
                            assertThat(failed.retryable()).isTrue();
                        });
    }
}
