package dev.antiphon.lambda.function;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/**
 * A version of a function, published or not. It is ready as soon as it is there: the states of
 * creation and update that AWS goes through are shown in the answers of those operations only.
 *
 * @param revision changes with everything that is said here
 * @param configuration what may be configured, as answers show it: neither names nor states
 * @param layers the code of the layers, in order
 * @param runtime how its runtime is kept up to date
 */
record Version(
        VersionKey key,
        Instant modified,
        String revision,
        FunctionConfiguration configuration,
        Code code,
        List<Code> layers,
        RuntimeManagement runtime) {

    /**
     * @param arn the version of the runtime to stay at, or null
     */
    record RuntimeManagement(String updateOn, @Nullable String arn) {
        static final RuntimeManagement AUTO =
                new RuntimeManagement(UpdateRuntimeOn.AUTO.toString(), null);
    }

    private static final String CREATING = "The function is being created.";

    static final RowCodec<Version> CODEC = new Codec();

    Version {
        layers = List.copyOf(layers);
    }

    Version withRuntime(RuntimeManagement changed) {
        return new Version(key, modified, revision, configuration, code, layers, changed);
    }

    /** As a listing shows it. */
    FunctionConfiguration listed() {
        return configuration.toBuilder()
                .functionName(key.function().name())
                .functionArn(key.arn())
                .version(key.version())
                .lastModified(Timestamps.text(modified))
                .revisionId(revision)
                .codeSha256(code.sha256())
                .codeSize(code.size())
                .build();
    }

    /** As a listing of versions shows it: the unpublished one under its qualifier, too. */
    FunctionConfiguration listedAsVersion() {
        return listed().toBuilder().functionArn(key.function().arn() + ":" + key.version()).build();
    }

    /** As it is when nothing is under way. */
    FunctionConfiguration ready() {
        return listed().toBuilder()
                .runtimeVersionConfig(Runtimes.versionOf(this))
                .state(State.ACTIVE)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .build();
    }

    /**
     * As the answer to its creation shows it.
     *
     * @param passing the revision of that state: AWS has another one when the creation is over
     */
    FunctionConfiguration beingCreated(String passing) {
        return listed().toBuilder()
                .revisionId(passing)
                .runtimeVersionConfig(Runtimes.versionOf(this))
                .state(State.PENDING)
                .stateReason(CREATING)
                .stateReasonCode(StateReasonCode.CREATING)
                .build();
    }

    /**
     * As the answer to an update shows it.
     *
     * @param passing the revision of that state: AWS has another one when the update is over
     */
    FunctionConfiguration beingUpdated(String passing) {
        return ready().toBuilder()
                .revisionId(passing)
                .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                .lastUpdateStatusReason(CREATING)
                .lastUpdateStatusReasonCode("Creating")
                .build();
    }

    /**
     * @param reserved how many invocations of the function there may be at once, or null
     */
    FunctionSpec spec(@Nullable Integer reserved) {
        LoggingConfig logging = configuration.loggingConfig();
        EnvironmentResponse environment = configuration.environment();
        return new FunctionSpec(
                key.arn(),
                key.function().name(),
                key.version(),
                revision,
                configuration.runtimeAsString(),
                configuration.handler(),
                configuration.architecturesAsStrings().getFirst(),
                code.reference(),
                layers.stream().map(Code::reference).toList(),
                environment == null ? Map.of() : environment.variables(),
                Duration.ofSeconds(configuration.timeout()),
                configuration.memorySize(),
                configuration.ephemeralStorage().size(),
                new FunctionSpec.Logging(
                        logging.logFormat() == LogFormat.JSON,
                        logging.logGroup(),
                        logging.applicationLogLevelAsString(),
                        logging.systemLogLevelAsString()),
                reserved);
    }

    private static final class Codec implements RowCodec<Version> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Version version, RowWriter out) {
            LambdaTables.writeKey(version.key.function(), out);
            out.varint(version.key.number());
            out.i64(version.modified.toEpochMilli()).text(version.revision);
            ModelRow.write(version.configuration, out);
            version.code.write(out);
            out.varint(version.layers.size());
            version.layers.forEach(layer -> layer.write(out));
            out.text(version.runtime.updateOn).optionalText(version.runtime.arn);
        }

        @Override
        public Version read(int version, RowReader in) {
            VersionKey key = new VersionKey(LambdaTables.readKey(in), in.varint());
            Instant modified = Instant.ofEpochMilli(in.i64());
            String revision = in.text();
            FunctionConfiguration configuration =
                    ModelRow.read(FunctionConfiguration.builder(), in).build();
            Code code = Code.read(in);
            List<Code> layers = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                layers.add(Code.read(in));
            }
            return new Version(
                    key,
                    modified,
                    revision,
                    configuration,
                    code,
                    layers,
                    new RuntimeManagement(in.text(), in.optionalText()));
        }
    }
}
