package dev.antiphon.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SDK of another language in a process of its own: a script that reads calls, one JSON object a
 * line, makes them with the SDK, several at once, and writes a line for each that is done. It ends
 * with its standard input, and so with this JVM.
 */
final class WorkerSdk extends ForeignSdk {
    private static final long LONGEST_CALL_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsProtocol protocol;
    private final Process process;
    private final Writer in;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();

    WorkerSdk(List<String> command, SqsProtocol protocol) {
        this.protocol = protocol;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Nothing of the machine's own AWS settings may reach the client.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.in = process.outputWriter();
        Thread.ofPlatform().daemon().name("worker answers").start(this::read);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode answer = JSON.readTree(line);
                CompletableFuture<JsonNode> call = calls.remove(answer.path("id").asInt());
                if (call != null) {
                    call.complete(answer);
                }
            }
        } catch (IOException e) {
            // The same as its end.
        }
        calls.values()
                .forEach(call ->
                        call.completeExceptionally(
                                new IllegalStateException("the client's process ended")));
    }

    @Override
    JsonNode call(Access access, String service, String operation, JsonNode parameters)
            throws Refused {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> call = new CompletableFuture<>();
        calls.put(id, call);
        ObjectNode line = JSON.createObjectNode();
        line.put("id", id)
                .put("endpoint", access.endpoint().toString())
                .put("accessKey", access.accessKey())
                .put("secretKey", access.secretKey())
                .put("region", access.region())
                .put("service", service)
                .put("operation", operation)
                .set("parameters", parameters);
        JsonNode answer = answer(line, call);
        if (answer.has("answer")) {
            return answer.get("answer");
        }
        JsonNode refused = answer.path("refused");
        if (refused.isMissingNode()) {
            throw new IllegalStateException(operation + " failed in the client: " + answer);
        }
        throw new Refused(
                refused.path("type").textValue(),
                refused.path("code").asText(),
                refused.path("message").asText(),
                refused.path("status").asInt());
    }

    private JsonNode answer(ObjectNode line, CompletableFuture<JsonNode> call) {
        try {
            synchronized (in) {
                in.write(JSON.writeValueAsString(line));
                in.write('\n');
                in.flush();
            }
            return call.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer to " + line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SqsProtocol protocol() {
        return protocol;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
