package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;

/** Functions, their versions and aliases, and Invoke. */
interface Functions extends Scenario {
    /** Gives what it is given, or fails when it is asked to. */
    String ECHO =
            """
            import os

            def handler(event, context):
                print("handles", event)
                if "fail" in event:
                    raise ValueError(event["fail"])
                return {"given": event, "greeting": os.environ.get("GREETING")}
            """;

    /** What is at an address, which nobody has to sign for. */
    private static byte[] fetched(String address) {
        try (InputStream body = URI.create(address).toURL().openStream()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In base64. */
    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static SdkBytes zip(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    default CreateFunctionResponse newFunction(
            String code, Consumer<CreateFunctionRequest.Builder> more) {
        return functions()
                .createFunction(f ->
                        f.functionName("function-" + Scenario.newName())
                                .runtime(Runtime.PYTHON3_13)
                                .role(Routing.ROLE)
                                .handler("code.handler")
                                .code(c -> c.zipFile(zip("code.py", code)))
                                .applyMutation(more));
    }

    /** The name of a new function that echoes. */
    default String newFunction() {
        return newFunction(ECHO, any -> {}).functionName();
    }

    default InvokeResponse invoke(String function, String payload) {
        return functions()
                .invoke(i ->
                        i.functionName(function)
                                .logType(LogType.TAIL)
                                .payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    default void a_function_is_created_told_changed_listed_and_deleted() {
        CreateFunctionResponse created = newFunction(ECHO, f -> f.description("first").timeout(5));
        String name = created.functionName();

        GetFunctionResponse told = functions().getFunction(g -> g.functionName(name));
        assertThat(told.configuration().functionArn())
                .isEqualTo(created.functionArn())
                .isEqualTo("arn:aws:lambda:us-east-1:" + Access.ACCOUNT + ":function:" + name);
        assertThat(told.configuration().state()).isEqualTo(State.ACTIVE);
        assertThat(told.configuration().timeout()).isEqualTo(5);
        assertThat(told.code().location()).startsWith(access().endpoint().toString());
        assertThat(sha256(fetched(told.code().location())))
                .isEqualTo(told.configuration().codeSha256());
        assertThat(
                        functions()
                                .updateFunctionConfiguration(u ->
                                        u.functionName(name)
                                                .description("second")
                                                .memorySize(256)
                                                .environment(
                                                        e -> e.variables(Map.of("GREETING", "hi"))))
                                .description())
                .isEqualTo("second");
        assertThat(
                        functions()
                                .getFunctionConfiguration(g -> g.functionName(name))
                                .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.SUCCESSFUL);
        String changed =
                functions()
                        .updateFunctionCode(
                                u -> u.functionName(name).zipFile(zip("code.py", ECHO + "\n")))
                        .codeSha256();
        FunctionConfiguration listed =
                functions().listFunctionsPaginator(l -> l.maxItems(50)).functions().stream()
                        .filter(f -> f.functionName().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.codeSha256()).isEqualTo(changed).isNotEqualTo(created.codeSha256());
        assertThat(listed.memorySize()).isEqualTo(256);
        assertThat(
                        catchThrowableOfType(
                                        ResourceConflictException.class,
                                        () -> newFunction(ECHO, f -> f.functionName(name)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Function already exist: " + name);

        functions().deleteFunction(d -> d.functionName(name));
        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () -> functions().getFunction(g -> g.functionName(name)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Function not found: " + created.functionArn());
    }

    @Test
    default void a_function_is_invoked_and_tells_what_it_logged_and_how_it_failed() {
        String name = newFunction();

        InvokeResponse answer = invoke(name, "{\"pizza\":2}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isNull();
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.payload().asUtf8String())
                .isEqualTo("{\"given\": {\"pizza\": 2}, \"greeting\": null}");
        assertThat(
                        new String(
                                Base64.getDecoder().decode(answer.logResult()),
                                StandardCharsets.UTF_8))
                .contains("START RequestId: ", "handles {'pizza': 2}", "REPORT RequestId: ");

        InvokeResponse failure = invoke(name, "{\"fail\":\"too hot\"}");
        assertThat(failure.statusCode()).isEqualTo(200);
        assertThat(failure.functionError()).isEqualTo("Unhandled");
        assertThat(failure.payload().asUtf8String())
                .contains("\"errorMessage\": \"too hot\"", "\"errorType\": \"ValueError\"");

        assertThat(
                        functions()
                                .invoke(i ->
                                        i.functionName(name).invocationType(InvocationType.DRY_RUN))
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () -> invoke("nothing-here", "{}"))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo(
                        "Function not found: arn:aws:lambda:us-east-1:"
                                + Access.ACCOUNT
                                + ":function:nothing-here");
    }

    @Test
    default void an_alias_leads_to_versions_by_their_weights() {
        String name = newFunction();
        String first = functions().publishVersion(p -> p.functionName(name)).version();
        functions()
                .updateFunctionConfiguration(u ->
                        u.functionName(name)
                                .environment(e -> e.variables(Map.of("GREETING", "hi"))));
        String second =
                functions().publishVersion(p -> p.functionName(name).description("2")).version();
        assertThat(functions().listVersionsByFunction(l -> l.functionName(name)).versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", first, second);

        String alias =
                functions()
                        .createAlias(a -> a.functionName(name).name("live").functionVersion(first))
                        .aliasArn();
        assertThat(alias).endsWith(":function:" + name + ":live");
        functions()
                .updateAlias(u ->
                        u.functionName(name)
                                .name("live")
                                .routingConfig(
                                        r -> r.additionalVersionWeights(Map.of(second, 1.0))));
        assertThat(
                        functions()
                                .getAlias(g -> g.functionName(name).name("live"))
                                .routingConfig()
                                .additionalVersionWeights())
                .isEqualTo(Map.of(second, 1.0));
        assertThat(functions().listAliases(l -> l.functionName(name)).aliases())
                .extracting(AliasConfiguration::aliasArn)
                .containsExactly(alias);

        InvokeResponse answer = invoke(alias, "{}");
        assertThat(answer.executedVersion()).isEqualTo(second);
        assertThat(answer.payload().asUtf8String()).contains("\"greeting\": \"hi\"");

        functions().deleteAlias(d -> d.functionName(name).name("live"));
        assertThat(functions().listAliases(l -> l.functionName(name)).aliases()).isEmpty();
    }
}
