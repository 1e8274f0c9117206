package dev.antiphon.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of one queue at a time, as much of SQS as the generator uses, that makes mistakes if
 * told so. A FIFO queue is one of which a group has one receive in flight.
 */
final class FakeSqs implements AutoCloseable {
    /** What it does wrong: to the third message, and to one in a hundred after it. */
    enum Mistake {
        NONE,
        LOSES,
        DOUBLES,
        SWAPS,
        REFUSES
    }

    private static final Pattern BODY = Pattern.compile("\"MessageBody\":\"([^\"]*)\"");
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"(\\d*)\"");
    private static final Pattern WAIT = Pattern.compile("\"WaitTimeSeconds\":(\\d*)");
    private static final int EVERY = 100;
    private static final int FIRST = 3;

    private record Message(int id, String body) {
        String group() {
            return body.substring(Sends.NUMBER_DIGITS, Sends.SMALLEST_BODY);
        }
    }

    private final Mistake mistake;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Message> waiting = new ArrayList<>();
    private final List<Message> inFlight = new ArrayList<>();
    private boolean fifo;
    private int sent;
    private int calls;

    FakeSqs(Mistake mistake) {
        this.mistake = mistake;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Settings of a run against a server on a port. */
    static Settings settings(int port) {
        return settings(port, Duration.ofSeconds(1));
    }

    private static Settings settings(int port, Duration patience) {
        return new Settings(
                new Endpoint("127.0.0.1", port),
                Signing.dummy("test", "us-east-1"),
                4,
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                patience,
                50,
                null,
                null);
    }

    Settings settings() {
        // Where nothing is lost, what does not come has only been held up by a busy machine.
        Duration patience =
                mistake == Mistake.LOSES ? Duration.ofMillis(500) : Duration.ofSeconds(20);
        return settings(server.getAddress().getPort(), patience);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer;
        try {
            answer = answer(target.substring(target.indexOf('.') + 1), request);
        } catch (InterruptedException e) {
            answer = "{}";
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.contains("__type") ? 500 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized String answer(String operation, String request)
            throws InterruptedException {
        if (operation.startsWith("SendMessage")
                && mistake == Mistake.REFUSES
                && ++calls % EVERY == FIRST) {
            return "{\"__type\":\"InternalFailure\"}";
        }
        return switch (operation) {
            case "CreateQueue" -> {
                fifo = request.contains("FifoQueue");
                yield "{\"QueueUrl\":\"http://localhost/queue\"}";
            }
            case "SendMessage", "SendMessageBatch" -> send(request);
            case "ReceiveMessage" -> receive(request);
            case "DeleteMessageBatch" -> delete(request);
            case "GetQueueAttributes" ->
                    "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"%d\","
                                    .formatted(waiting.size())
                            + "\"ApproximateNumberOfMessagesNotVisible\":\"%d\","
                                    .formatted(inFlight.size())
                            + "\"ApproximateNumberOfMessagesDelayed\":\"0\"}}";
            case "DeleteQueue" -> "{}";
            default -> throw new AssertionError(operation);
        };
    }

    private String send(String request) {
        Matcher bodies = BODY.matcher(request);
        while (bodies.find()) {
            Message message = new Message(sent++, bodies.group(1));
            boolean wrong = sent % EVERY == FIRST;
            if (!wrong || mistake != Mistake.LOSES) {
                boolean first = wrong && mistake == Mistake.SWAPS;
                waiting.add(first ? 0 : waiting.size(), message);
            }
            if (wrong && mistake == Mistake.DOUBLES) {
                waiting.add(new Message(-sent, message.body()));
            }
        }
        notifyAll();
        return "{\"Failed\":[]}";
    }

    private String receive(String request) throws InterruptedException {
        Matcher wait = WAIT.matcher(request);
        long millis = wait.find() ? Long.parseLong(wait.group(1)) * 1000 : 0;
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        List<Message> taken = take();
        while (taken.isEmpty() && end - System.nanoTime() > 1_000_000) {
            wait((end - System.nanoTime()) / 1_000_000);
            taken = take();
        }
        List<String> messages = new ArrayList<>();
        for (Message message : taken) {
            messages.add(
                    "{\"Body\":\"%s\",\"ReceiptHandle\":\"%d\"}"
                            .formatted(message.body(), Math.abs(message.id())));
        }
        return "{\"Messages\":[" + String.join(",", messages) + "]}";
    }

    private List<Message> take() {
        Set<String> blocked = new HashSet<>();
        if (fifo) {
            inFlight.forEach(message -> blocked.add(message.group()));
        }
        List<Message> taken = new ArrayList<>();
        for (Message message : List.copyOf(waiting)) {
            if (taken.size() < ReceivedMessages.MOST && !blocked.contains(message.group())) {
                taken.add(message);
            }
        }
        waiting.removeAll(taken);
        inFlight.addAll(taken);
        return taken;
    }

    private String delete(String request) {
        Matcher handles = HANDLE.matcher(request);
        while (handles.find()) {
            int id = Integer.parseInt(handles.group(1));
            inFlight.removeIf(message -> Math.abs(message.id()) == id);
        }
        notifyAll();
        return "{\"Successful\":[]}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
