package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.testkit.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** Somebody with functions, on a node of their own that runs none. */
final class Account {
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2026, 1, 1, 0, 0);

    static final String ID = "000000000000";
    static final String ROLE = "arn:aws:iam::" + ID + ":role/r";
    static final String PREFIX = "arn:aws:lambda:us-east-1:" + ID + ":";

    private final TestNode node;

    Account() {
        this(new CodeConfig(true));
    }

    Account(CodeConfig config) {
        node = TestNode.of(new FunctionsAlone(config));
    }

    private static final class FunctionsAlone implements Service {
        private final Functions functions;

        FunctionsAlone(CodeConfig config) {
            functions = new Functions(config, Map.of());
        }

        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public List<Operation<?, ?>> operations() {
            return functions.operations();
        }

        @Override
        public void register(Registry registry) {
            functions.register(registry);
        }
    }

    TestNode node() {
        return node;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    <O extends SdkPojo> O call(SdkPojo request) {
        return node.call(request);
    }

    static String arn(String function) {
        return PREFIX + "function:" + function;
    }

    /** An archive with one file. */
    static SdkBytes zip(String content) {
        return zip(content.getBytes(StandardCharsets.UTF_8));
    }

    static SdkBytes zip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("index.py");
            entry.setTimeLocal(LONG_AGO); // so that the same content is the same archive
            zip.putNextEntry(entry);
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    static CreateFunctionRequest.Builder creation(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.12")
                .handler("index.handler")
                .role(ROLE)
                .code(code -> code.zipFile(zip("one")));
    }

    CreateFunctionResponse create(String name) {
        return create(name, any -> {});
    }

    CreateFunctionResponse create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        CreateFunctionRequest.Builder request = creation(name);
        more.accept(request);
        return call(request.build());
    }

    PublishVersionResponse publish(String name) {
        return call(PublishVersionRequest.builder().functionName(name).build());
    }

    GetFunctionResponse get(String name) {
        return call(GetFunctionRequest.builder().functionName(name).build());
    }

    /** The first piece of an archive that a function or a layer keeps, if it does. */
    Optional<byte[]> code(String owner, String sha256) {
        return node.run(
                owner,
                tx -> Outcome.reply(Optional.ofNullable(Functions.readCode(tx, owner, sha256, 0))));
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }

    void invalid(SdkPojo request, String message) {
        refused(request, "InvalidParameterValueException", message);
    }

    void missing(SdkPojo request, String message) {
        refused(request, "ResourceNotFoundException", message);
    }
}
