package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FileSystemConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * What a request says of a function's configuration, with what it leaves out. Layers and code are
 * not among it.
 */
final class Configurations {
    private static final int TIMEOUT = 3;
    private static final int MEMORY = 128;
    private static final int STORAGE = 512;

    private Configurations() {}

    /**
     * A new function's.
     *
     * @throws AwsException InvalidParameterValueException
     */
    static FunctionConfiguration of(CreateFunctionRequest request, String name) {
        if (request.packageType() == PackageType.IMAGE) {
            throw LambdaErrors.invalid(
                    "Source image "
                            + request.code().imageUri()
                            + " does not exist. Provide a valid source image.");
        }
        if ((request.runtime() == null && request.runtimeAsString() == null)
                || request.handler() == null) {
            throw LambdaErrors.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with"
                            + " deployment packages.");
        }
        FunctionConfiguration.Builder configuration =
                FunctionConfiguration.builder()
                        .packageType(PackageType.ZIP)
                        .role(request.role())
                        .runtime(request.runtimeAsString())
                        .handler(request.handler())
                        .description(orElse(request.description(), ""))
                        .timeout(orElse(request.timeout(), TIMEOUT))
                        .memorySize(orElse(request.memorySize(), MEMORY))
                        .architectures(
                                request.hasArchitectures()
                                        ? request.architectures()
                                        : List.of(Architecture.X86_64))
                        .ephemeralStorage(
                                orElse(
                                        request.ephemeralStorage(),
                                        EphemeralStorage.builder().size(STORAGE).build()))
                        .tracingConfig(tracing(request.tracingConfig()))
                        .snapStart(snapStart(request.snapStart()))
                        .loggingConfig(LogSettings.of(null, request.loggingConfig(), name))
                        .kmsKeyArn(emptyAsNull(request.kmsKeyArn()))
                        .deadLetterConfig(deadLetters(request.deadLetterConfig()))
                        .environment(environment(request.environment()))
                        .vpcConfig(vpc(request.vpcConfig()));
        if (request.hasFileSystemConfigs()) {
            configuration.fileSystemConfigs(request.fileSystemConfigs());
        }
        return checked(configuration.build());
    }

    /**
     * As a change leaves it: what the request does not say stays.
     *
     * @throws AwsException InvalidParameterValueException
     */
    static FunctionConfiguration changed(
            FunctionConfiguration before, UpdateFunctionConfigurationRequest request, String name) {
        FunctionConfiguration.Builder configuration =
                before.toBuilder()
                        .role(orElse(request.role(), before.role()))
                        .runtime(orElse(request.runtimeAsString(), before.runtimeAsString()))
                        .handler(orElse(request.handler(), before.handler()))
                        .description(orElse(request.description(), before.description()))
                        .timeout(orElse(request.timeout(), before.timeout()))
                        .memorySize(orElse(request.memorySize(), before.memorySize()))
                        .ephemeralStorage(
                                orElse(request.ephemeralStorage(), before.ephemeralStorage()))
                        .loggingConfig(
                                LogSettings.of(
                                        before.loggingConfig(), request.loggingConfig(), name));
        if (request.tracingConfig() != null) {
            configuration.tracingConfig(tracing(request.tracingConfig()));
        }
        if (request.snapStart() != null) {
            configuration.snapStart(snapStart(request.snapStart()));
        }
        if (request.kmsKeyArn() != null) {
            configuration.kmsKeyArn(emptyAsNull(request.kmsKeyArn()));
        }
        if (request.deadLetterConfig() != null) {
            configuration.deadLetterConfig(deadLetters(request.deadLetterConfig()));
        }
        if (request.environment() != null) {
            configuration.environment(environment(request.environment()));
        }
        if (request.vpcConfig() != null) {
            configuration.vpcConfig(vpc(request.vpcConfig()));
        }
        if (request.hasFileSystemConfigs()) {
            List<FileSystemConfig> systems = request.fileSystemConfigs();
            configuration.fileSystemConfigs(systems.isEmpty() ? null : systems);
        }
        return checked(configuration.build());
    }

    /** The rules that tie several parts. */
    private static FunctionConfiguration checked(FunctionConfiguration configuration) {
        String runtime = configuration.runtimeAsString();
        Runtimes.check(runtime);
        if (configuration.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS
                && !Runtimes.hasSnapStart(runtime)) {
            throw LambdaErrors.invalid(
                    runtime + " is not supported for SnapStart enabled functions.");
        }
        if (configuration.hasFileSystemConfigs()
                && (configuration.vpcConfig() == null
                        || configuration.vpcConfig().subnetIds().isEmpty())) {
            throw LambdaErrors.invalid(
                    "Function must be configured to execute in a VPC to reference access points.");
        }
        return configuration;
    }

    private static @Nullable EnvironmentResponse environment(@Nullable Environment environment) {
        if (environment == null) {
            return null;
        }
        Map<String, String> variables = environment.variables();
        EnvironmentVariables.check(variables);
        return EnvironmentResponse.builder().variables(variables).build();
    }

    private static @Nullable DeadLetterConfig deadLetters(@Nullable DeadLetterConfig letters) {
        return letters == null || emptyAsNull(letters.targetArn()) == null ? null : letters;
    }

    private static TracingConfigResponse tracing(@Nullable TracingConfig tracing) {
        return TracingConfigResponse.builder()
                .mode(
                        tracing == null || tracing.mode() == null
                                ? TracingMode.PASS_THROUGH
                                : tracing.mode())
                .build();
    }

    private static SnapStartResponse snapStart(@Nullable SnapStart snapStart) {
        return SnapStartResponse.builder()
                .applyOn(
                        snapStart == null || snapStart.applyOn() == null
                                ? SnapStartApplyOn.NONE
                                : snapStart.applyOn())
                .optimizationStatus(SnapStartOptimizationStatus.OFF)
                .build();
    }

    /** There is no network of that kind here: it is kept as it was said. */
    private static @Nullable VpcConfigResponse vpc(@Nullable VpcConfig vpc) {
        if (vpc == null) {
            return null;
        }
        return VpcConfigResponse.builder()
                .subnetIds(vpc.subnetIds())
                .securityGroupIds(vpc.securityGroupIds())
                .vpcId("")
                .ipv6AllowedForDualStack(orElse(vpc.ipv6AllowedForDualStack(), false))
                .build();
    }

    static <V> V orElse(@Nullable V value, V otherwise) {
        return value == null ? otherwise : value;
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** How a function logs. */
    static final class LogSettings {
        private static final String LEVEL = "INFO";

        private LogSettings() {}

        static LoggingConfig of(
                @Nullable LoggingConfig before, @Nullable LoggingConfig said, String name) {
            LoggingConfig was =
                    before == null
                            ? LoggingConfig.builder()
                                    .logFormat(LogFormat.TEXT)
                                    .logGroup("/aws/lambda/" + name)
                                    .build()
                            : before;
            if (said == null) {
                return was;
            }
            LogFormat format = orElse(said.logFormat(), was.logFormat());
            LoggingConfig.Builder logging =
                    LoggingConfig.builder()
                            .logFormat(format)
                            .logGroup(orElse(said.logGroup(), was.logGroup()));
            if (format == LogFormat.JSON) {
                logging.applicationLogLevel(
                        first(
                                said.applicationLogLevelAsString(),
                                was.applicationLogLevelAsString()));
                logging.systemLogLevel(
                        first(said.systemLogLevelAsString(), was.systemLogLevelAsString()));
            } else if (said.applicationLogLevel() != null || said.systemLogLevel() != null) {
                throw LambdaErrors.invalid(
                        "To use ApplicationLogLevel or SystemLogLevel, you must set LogFormat to"
                                + " JSON.");
            }
            return logging.build();
        }

        private static String first(@Nullable String said, @Nullable String was) {
            return said != null ? said : was != null ? was : LEVEL;
        }
    }
}
