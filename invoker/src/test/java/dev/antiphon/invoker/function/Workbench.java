package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.FunctionSpec.CodeRef;
import dev.antiphon.delivery.OutsideCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Real processes for functions whose code is written down in tests. */
final class Workbench implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final Path folder;
    final List<FunctionLog.Entry> logs = Collections.synchronizedList(new ArrayList<>());
    final List<String> issued = Collections.synchronizedList(new ArrayList<>());
    final List<String> takenBack = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
    final FunctionRunner runner;

    Workbench(Path folder, FunctionConfig config) {
        this.folder = folder;
        this.runner =
                new FunctionRunner(
                        config,
                        folder,
                        folder,
                        code -> {
                            byte[] archive = archives.get(code.owner());
                            if (archive == null) {
                                throw new IOException("there is no archive of " + code.owner());
                            }
                            return new ByteArrayInputStream(archive);
                        },
                        this::keys,
                        logs::add,
                        () -> "http://127.0.0.1:4566");
    }

    Workbench(Path folder) {
        this(folder, config(FunctionConfig.Isolation.NONE));
    }

    static FunctionConfig config(FunctionConfig.Isolation isolation) {
        return new FunctionConfig(
                16, Duration.ofMinutes(5), Duration.ofSeconds(30), isolation, 1 << 20);
    }

    private FunctionCredentials.Keys keys(String account) {
        String id = "ASIA" + issued.size();
        issued.add(id);
        return new FunctionCredentials.Keys(
                id, "secret of " + account, "token", () -> takenBack.add(id));
    }

    /** A function to be, with AWS's defaults. */
    final class Function {
        private final String name;
        private final String runtime;
        private final String handler;
        private final Map<String, byte[]> files = new TreeMap<>();
        private final List<CodeRef> layers = new ArrayList<>();
        private Map<String, String> environment = Map.of();
        private Duration timeout = Duration.ofSeconds(30);
        private int memory = 256;
        private @Nullable Integer reserved;
        private @Nullable String codeFolder;
        private boolean json;
        private @Nullable String level;

        private Function(String name, String runtime, String handler) {
            this.name = name;
            this.runtime = runtime;
            this.handler = handler;
        }

        Function file(String path, String text) {
            files.put(path, text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Function bytes(String path, byte[] content) {
            files.put(path, content);
            return this;
        }

        Function layer(String path, String text) {
            byte[] archive = zip(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
            layers.add(kept("layer-" + name + layers.size(), archive));
            return this;
        }

        Function environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        Function timeout(Duration time) {
            timeout = time;
            return this;
        }

        Function memory(int mebibytes) {
            memory = mebibytes;
            return this;
        }

        Function reserved(int invocations) {
            reserved = invocations;
            return this;
        }

        Function from(Path path) {
            codeFolder = path.toString();
            return this;
        }

        Function jsonLogs(String least) {
            json = true;
            level = least;
            return this;
        }

        FunctionSpec spec() {
            CodeRef kept = kept("code-" + name, zip(files));
            return new FunctionSpec(
                    arn(),
                    name,
                    "$LATEST",
                    UUID.randomUUID().toString(),
                    runtime,
                    handler,
                    "x86_64",
                    new CodeRef(kept.owner(), kept.sha256(), kept.size(), codeFolder),
                    layers,
                    environment,
                    timeout,
                    memory,
                    512,
                    new FunctionSpec.Logging(json, "/aws/lambda/" + name, level, null),
                    reserved);
        }

        String arn() {
            return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
        }
    }

    Function function(String name, String runtime, String handler) {
        return new Function(name, runtime, handler);
    }

    /** A Python function in one file. */
    Function python(String name, String code) {
        return function(name, "python3.12", "app.handler").file("app.py", code);
    }

    /** A CommonJS function in one file. */
    Function node(String name, String code) {
        return function(name, "nodejs20.x", "index.handler").file("index.js", code);
    }

    private CodeRef kept(String owner, byte[] archive) {
        archives.put(owner, archive);
        return new CodeRef(
                owner, Base64.getEncoder().encodeToString(sha256(archive)), archive.length, null);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                entry.setUnixMode(file.getKey().endsWith("bootstrap") ? 0100755 : 0100644);
                zip.putArchiveEntry(entry);
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What came of an invocation. */
    record Result(String requestId, String payload, String error, String log) {}

    CompletableFuture<CallOutcome> begin(FunctionSpec spec, String payload) {
        return begin(call(spec, payload));
    }

    CompletableFuture<CallOutcome> begin(OutsideCall.Function call) {
        return runner.invoke(call).toCompletableFuture();
    }

    OutsideCall.Function call(FunctionSpec spec, String payload) {
        return new OutsideCall.Function(
                spec,
                spec.arn(),
                payload.getBytes(StandardCharsets.UTF_8),
                UUID.randomUUID().toString(),
                "Root=1-5e272390-8c398be037738dc042009320;Parent=94ae789b969f1cc5;Sampled=1",
                null,
                true,
                true);
    }

    Result invoke(FunctionSpec spec, String payload) {
        return invoke(call(spec, payload));
    }

    Result invoke(OutsideCall.Function call) {
        return result(call, begin(call));
    }

    static Result result(OutsideCall.Function call, CompletableFuture<CallOutcome> begun) {
        return switch (outcome(begun)) {
            case CallOutcome.Succeeded(Answer.Response response) ->
                    new Result(
                            call.requestId(),
                            new String(response.body(), StandardCharsets.UTF_8),
                            response.header(OutsideCall.Function.FUNCTION_ERROR),
                            new String(
                                    Base64.getDecoder()
                                            .decode(
                                                    response.header(
                                                            OutsideCall.Function.LOG_RESULT)),
                                    StandardCharsets.UTF_8));
            case CallOutcome other -> fail("not answered: " + other);
        };
    }

    static CallOutcome outcome(CompletableFuture<CallOutcome> begun) {
        try {
            return begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return fail("no outcome", e);
        }
    }

    /** The folders of processes that there are. */
    List<Path> processes() {
        try (var all = Files.list(folder.resolve("processes"))) {
            return all.toList();
        } catch (NoSuchFileException e) {
            return List.of(); // nothing was run yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        runner.close();
        assertThat(takenBack).containsExactlyInAnyOrderElementsOf(issued);
    }
}
