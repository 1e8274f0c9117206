package dev.antiphon.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A topic with many HTTP subscriptions, of which some never answer: do the others get their
 * messages as soon as if all did? Prints Markdown to standard output.
 */
@Command(
        name = "bench/endpoints",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Publishes to many HTTP endpoints, first with all of them well, then with some that"
                        + " hang, and compares the others' latency.")
public final class Endpoints implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final Pattern ANSWERED =
            Pattern.compile("<(TopicArn|SubscriptionArn|MessageId)>([^<]*)</");
    private static final Pattern CONFIRMATION =
            Pattern.compile("\"SubscribeURL\"\\s*:\\s*\"([^\"]*)\"");

    @Option(names = "--launcher", required = true, hidden = true)
    private Path launcher = Path.of("");

    @Option(names = "--scratch", required = true, hidden = true)
    private Path scratch = Path.of("");

    @Option(
            names = "--endpoints",
            defaultValue = "1000",
            description = "subscriptions (default: ${DEFAULT-VALUE})")
    private int endpoints;

    @Option(
            names = "--hanging",
            defaultValue = "10",
            description = "of these never answer in the second part (default: ${DEFAULT-VALUE})")
    private int hanging;

    @Option(
            names = "--messages",
            defaultValue = "40",
            description = "published in each part (default: ${DEFAULT-VALUE})")
    private int messages;

    @Option(
            names = "--pause",
            defaultValue = "700",
            description = "milliseconds between two of them (default: ${DEFAULT-VALUE})")
    private int pause;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch theEnd = new CountDownLatch(1);
    private final Semaphore confirmed = new Semaphore(0);
    private final ConcurrentHashMap<String, Long> published = new ConcurrentHashMap<>();

    private volatile int hang;
    private volatile Histogram latencies = new ConcurrentHistogram(3);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Endpoints()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(scratch.resolve("endpoints"));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer partners = HttpServer.create(anyPort, 4096);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            partners.setExecutor(threads);
            partners.createContext("/", this::take);
            partners.start();
            try (ServerProcess server = ServerProcess.start(launcher, folder, null)) {
                return measure(server.endpoint(), partners.getAddress().getPort()) ? GOOD : BAD;
            } finally {
                theEnd.countDown();
                partners.stop(0);
            }
        }
    }

    private boolean measure(Endpoint server, int port) throws IOException, InterruptedException {
        String topic = ask(server, "Action=CreateTopic&Name=bench-endpoints");
        for (int i = 0; i < endpoints; i++) {
            String url = "http://127.0.0.1:" + port + "/" + i;
            ask(
                    server,
                    "Action=Subscribe&Protocol=http&TopicArn="
                            + encoded(topic)
                            + "&Endpoint="
                            + encoded(url)
                            + "&Attributes.entry.1.key=RawMessageDelivery"
                            + "&Attributes.entry.1.value=true");
        }
        if (!confirmed.tryAcquire(endpoints, 60, TimeUnit.SECONDS)) {
            System.err.println("not all subscriptions were confirmed");
            return false;
        }
        part(server, topic, 0); // warms both sides
        Histogram well = part(server, topic, 0);
        Histogram others = part(server, topic, hanging);
        System.out.println(
                """
                | Endpoints | Messages received | p50 | p99 | max |
                |---|---|---|---|---|\
                """);
        print("all answer", well);
        print(hanging + " never answer: the others", others);
        double ratio = (double) others.getValueAtPercentile(99) / well.getValueAtPercentile(99);
        System.out.printf(Locale.ROOT, "%nRatio of the 99th percentiles: %.2f%n", ratio);
        long all = (long) messages * endpoints;
        return well.getTotalCount() == all
                && others.getTotalCount() == all - (long) messages * hanging;
    }

    private void print(String what, Histogram latency) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f ms | %.1f ms | %.1f ms |%n",
                what,
                latency.getTotalCount(),
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getMaxValue() / 1e3);
    }

    /** Publishes, waits until everything has come, and returns the latencies in microseconds. */
    private Histogram part(Endpoint server, String topic, int hangingNow)
            throws IOException, InterruptedException {
        hang = hangingNow;
        latencies = new ConcurrentHistogram(3);
        Histogram mine = latencies;
        for (int i = 0; i < messages; i++) {
            String body = "message-" + hangingNow + "-" + System.nanoTime();
            published.put(body, System.nanoTime());
            ask(server, "Action=Publish&TopicArn=" + encoded(topic) + "&Message=" + encoded(body));
            Thread.sleep(pause);
        }
        long expected = (long) messages * (endpoints - hangingNow);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (mine.getTotalCount() < expected && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        return mine;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher confirmation = CONFIRMATION.matcher(body);
            if (confirmation.find()) {
                confirm(confirmation.group(1));
            } else if (Integer.parseInt(exchange.getRequestURI().getPath().substring(1)) < hang) {
                theEnd.await();
            } else {
                Long begin = published.get(body);
                if (begin != null) {
                    latencies.recordValue((System.nanoTime() - begin) / 1000);
                }
            }
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void confirm(String url) throws IOException, InterruptedException {
        HttpRequest visit = HttpRequest.newBuilder(URI.create(url)).build();
        if (client.send(visit, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
            confirmed.release();
        }
    }

    private String ask(Endpoint server, String form) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://" + server.host() + ":" + server.port() + "/"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                        .POST(HttpRequest.BodyPublishers.ofString(form + "&Version=2010-03-31"))
                        .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        Matcher value = ANSWERED.matcher(answer.body());
        if (answer.statusCode() != 200 || !value.find()) {
            throw new IOException("refused: " + answer.statusCode() + " " + answer.body());
        }
        return value.group(2);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
