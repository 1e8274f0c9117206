package dev.antiphon.lambda.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.RuntimeVersionConfig;

/**
 * Which runtimes functions can have.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda
 *     runtimes</a>
 */
final class Runtimes {
    /** In the order in which AWS's message names them; newer ones at the end. */
    private static final List<String> SUPPORTED =
            List.of(
                    "nodejs20.x",
                    "python3.14",
                    "provided.al2023",
                    "python3.12",
                    "python3.13",
                    "nodejs24.x",
                    "nodejs22.x",
                    "java25",
                    "python3.10",
                    "python3.11",
                    "java21",
                    "ruby3.3",
                    "ruby3.4",
                    "ruby3.2",
                    "python3.8",
                    "python3.9",
                    "java17",
                    "nodejs16.x",
                    "dotnet10",
                    "dotnet8",
                    "java11",
                    "dotnet6",
                    "nodejs18.x",
                    "provided.al2",
                    "java8.al2");

    /** In the model, but after what AWS's message was recorded with. */
    private static final List<String> NEWER =
            List.of(
                    "nodejs26.x",
                    "python3.15",
                    "ruby4.0",
                    "java8.al2023",
                    "java11.al2023",
                    "java17.al2023");

    private static final List<String> DEPRECATED =
            List.of(
                    "nodejs",
                    "nodejs4.3",
                    "nodejs4.3-edge",
                    "nodejs6.10",
                    "nodejs8.10",
                    "nodejs10.x",
                    "nodejs12.x",
                    "nodejs14.x",
                    "java8",
                    "python2.7",
                    "python3.6",
                    "python3.7",
                    "dotnetcore1.0",
                    "dotnetcore2.0",
                    "dotnetcore2.1",
                    "dotnetcore3.1",
                    "go1.x",
                    "ruby2.5",
                    "ruby2.7",
                    "provided");

    /** What listings of layers may be asked for, in the order of AWS's message. */
    static final List<String> EVER =
            List.of(
                    "ruby3.5",
                    "ruby2.6",
                    "dotnetcore1.0",
                    "python3.7",
                    "nodejs8.10",
                    "nasa",
                    "ruby2.7",
                    "python2.7-greengrass",
                    "dotnetcore2.0",
                    "python3.8",
                    "java21",
                    "dotnet6",
                    "dotnetcore2.1",
                    "python3.9",
                    "java11",
                    "nodejs6.10",
                    "provided",
                    "dotnetcore3.1",
                    "dotnet8",
                    "java25",
                    "java17",
                    "nodejs",
                    "nodejs4.3",
                    "java8.al2",
                    "go1.x",
                    "dotnet10",
                    "nodejs20.x",
                    "go1.9",
                    "byol",
                    "nodejs10.x",
                    "provided.al2023",
                    "nodejs22.x",
                    "python3.10",
                    "java8",
                    "nodejs12.x",
                    "python3.11",
                    "nodejs24.x",
                    "nodejs8.x",
                    "python3.12",
                    "nodejs14.x",
                    "nodejs8.9",
                    "nodejs26.x",
                    "python3.13",
                    "python3.14",
                    "nodejs16.x",
                    "python3.15",
                    "provided.al2",
                    "nodejs4.3-edge",
                    "nodejs18.x",
                    "ruby3.2",
                    "python3.4",
                    "ruby3.3",
                    "ruby3.4",
                    "ruby2.5",
                    "python3.6",
                    "python2.7");

    private static final List<String> SNAP_START_FAMILIES = List.of("java", "python", "dotnet");
    private static final List<String> BEFORE_SNAP_START =
            List.of("java8.al2", "python3.8", "python3.9", "python3.10", "python3.11", "dotnet6");

    private Runtimes() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void check(String runtime) {
        if (DEPRECATED.contains(runtime)) {
            throw LambdaErrors.invalid(
                    "The runtime parameter of "
                            + runtime
                            + " is no longer supported for creating or updating AWS Lambda"
                            + " functions. We recommend you use a supported runtime while creating"
                            + " or updating functions.");
        }
        if (!SUPPORTED.contains(runtime) && !NEWER.contains(runtime)) {
            throw LambdaErrors.invalid(
                    "Value "
                            + runtime
                            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum"
                            + " value set: "
                            + supported()
                            + " or be a valid ARN");
        }
    }

    /** As AWS's messages list them. */
    static String supported() {
        return "[" + String.join(", ", SUPPORTED) + "]";
    }

    /** Whether a layer may name it: also one that functions cannot have any more. */
    static boolean isKnown(String runtime) {
        return SUPPORTED.contains(runtime)
                || NEWER.contains(runtime)
                || DEPRECATED.contains(runtime);
    }

    static boolean hasSnapStart(String runtime) {
        return SNAP_START_FAMILIES.stream().anyMatch(runtime::startsWith)
                && !BEFORE_SNAP_START.contains(runtime);
    }

    /** The version of the runtime: its ARN is made of the name, for there is only one. */
    static @Nullable RuntimeVersionConfig versionOf(Version version) {
        String runtime = version.configuration().runtimeAsString();
        if (runtime == null) {
            return null;
        }
        String fixed = version.runtime().arn();
        return RuntimeVersionConfig.builder()
                .runtimeVersionArn(
                        fixed == null
                                ? "arn:aws:lambda:"
                                        + version.key().function().region()
                                        + "::runtime:"
                                        + digest(runtime)
                                : fixed)
                .build();
    }

    private static String digest(String runtime) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(runtime.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
