package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;

class FunctionRulesTest {
    private final Account account = new Account();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    go1.x      | The runtime parameter of go1.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.
                    PYTHON3.12 | Value PYTHON3.12 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN
                    """)
    void a_function_has_a_runtime_that_there_is(String runtime, String message) {
        account.invalid(Account.creation("f").runtime(runtime).build(), message);
    }

    @ParameterizedTest
    @CsvSource({"python3.8", "nodejs22.x", "provided.al2023", "java25", "ruby4.0", "dotnet8"})
    void a_supported_runtime_is_one(String runtime) {
        assertThat(account.create("f", it -> it.runtime(runtime)).runtimeAsString())
                .isEqualTo(runtime);
    }

    @Test
    void an_archive_needs_a_handler_and_a_runtime() {
        String message =
                "Runtime and Handler are mandatory parameters for functions created with"
                        + " deployment packages.";

        account.invalid(Account.creation("f").handler(null).build(), message);
        account.invalid(Account.creation("f").runtime((String) null).build(), message);
    }

    @Test
    void the_variables_of_the_environment_are_measured_as_json() {
        account.create("f", it -> environment(it, "LARGE_VAR", "x".repeat(4080)));

        account.invalid(
                environment(Account.creation("g"), "LARGE_VAR", "x".repeat(4081)).build(),
                "Lambda was unable to configure your environment variables because the environment"
                        + " variables you have provided exceeded the 4KB limit. String measured:"
                        + " {\"LARGE_VAR\":\""
                        + "x".repeat(4081)
                        + "\"}");
    }

    @Test
    void variables_of_the_runtime_cannot_be_set() {
        account.invalid(
                environment(Account.creation("f"), "AWS_REGION", "x").build(),
                "Lambda was unable to configure your environment variables because the environment"
                        + " variables you have provided contains reserved keys that are currently"
                        + " not supported for modification. Reserved keys used in this request:"
                        + " AWS_REGION");
    }

    private static CreateFunctionRequest.Builder environment(
            CreateFunctionRequest.Builder request, String name, String value) {
        return request.environment(e -> e.variables(Map.of(name, value)));
    }

    @Test
    void code_is_an_archive_of_a_bounded_size() {
        account.invalid(
                Account.creation("f").code(c -> c.zipFile(SdkBytes.fromUtf8String("no"))).build(),
                "Could not unzip uploaded file. Please check your file, then try to upload again.");
        account.invalid(
                Account.creation("f")
                        .code(c -> c.zipFile(Account.zip(new byte[262_144_001])))
                        .build(),
                "Unzipped size must be smaller than 262144000 bytes");
        account.refused(
                Account.creation("f")
                        .code(c -> c.zipFile(SdkBytes.fromByteArrayUnsafe(new byte[52_428_801])))
                        .build(),
                "RequestEntityTooLargeException",
                "Request must be smaller than 70167211 bytes for the CreateFunction operation");
    }

    @Test
    void code_is_not_nothing() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new ZipOutputStream(archive).close();
        account.invalid(
                Account.creation("f")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(archive.toByteArray())))
                        .build(),
                "Uploaded file must be a non-empty zip");
    }

    @Test
    void code_has_a_bounded_number_of_files() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (int i = 0; i <= 200_000; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i, 36)));
            }
        }
        account.invalid(
                Account.creation("f")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(archive.toByteArray())))
                        .build(),
                "The archive has more than 200000 entries.");
    }

    @Test
    void code_cannot_be_where_nothing_is() {
        account.invalid(
                Account.creation("f").code(c -> c.s3Bucket("b").s3Key("k")).build(),
                "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The"
                        + " specified bucket does not exist");
        account.invalid(
                Account.creation("f").code(c -> c.s3Bucket("b")).build(),
                "Please provide a source for function code.");
        account.invalid(
                Account.creation("f")
                        .packageType(PackageType.IMAGE)
                        .code(c -> c.imageUri("example.com/i:1"))
                        .build(),
                "Source image example.com/i:1 does not exist. Provide a valid source image.");
    }

    @Test
    void a_folder_is_run_as_it_is_where_that_is_allowed() {
        account.create("f", it -> it.code(c -> c.s3Bucket("hot-reload").s3Key("/home/me/f")));

        assertThat(
                        Functions.invocable(
                                        account.node().engine(),
                                        new FunctionName(Account.ID, "us-east-1", "f", null),
                                        0)
                                .spec()
                                .code()
                                .folder())
                .isEqualTo("/home/me/f");
        account.invalid(
                Account.creation("g").code(c -> c.s3Bucket("hot-reload").s3Key("f")).build(),
                "The S3Key of code in the bucket hot-reload is the absolute path of a folder: f");
        new Account(new CodeConfig(false))
                .invalid(
                        Account.creation("f")
                                .code(c -> c.s3Bucket("hot-reload").s3Key("/etc"))
                                .build(),
                        "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error"
                                + " Message: The specified bucket does not exist");
    }

    @Test
    void a_name_has_at_most_sixty_four_characters() {
        String name = "f".repeat(65);

        account.refused(
                Account.creation(name).build(),
                "ValidationException",
                "1 validation error detected: Value '"
                        + name
                        + "' at 'functionName' failed to satisfy constraint: Member must have"
                        + " length less than or equal to 64");
    }

    @Test
    void snap_start_is_for_runtimes_that_have_it() {
        account.create(
                "f",
                it ->
                        it.runtime("java21")
                                .snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)));

        assertThat(account.publish("f").snapStart().optimizationStatusAsString()).isEqualTo("On");
        account.invalid(
                Account.creation("g")
                        .runtime("nodejs22.x")
                        .snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS))
                        .build(),
                "nodejs22.x is not supported for SnapStart enabled functions.");
    }

    @Test
    void what_is_not_built_is_refused_by_name() {
        account.invalid(
                Account.creation("f").durableConfig(d -> d.executionTimeout(5)).build(),
                "Durable functions are not built into this server.");
    }
}
