package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function's process finds in its environment: what AWS puts there
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) and nothing of the
 * server's.
 */
final class Environment {
    private Environment() {}

    /**
     * Where things lie for the process.
     *
     * @param task the code
     * @param layers or null where there are none
     * @param runtime the bootstraps
     * @param temporary or null where it is {@code /tmp} itself
     */
    record Places(
            String task, @Nullable String layers, String runtime, @Nullable String temporary) {}

    static Map<String, String> of(
            FunctionSpec spec,
            FunctionArn arn,
            Places places,
            FunctionCredentials.Keys keys,
            String endpoint,
            String runtimeApi,
            String logStream) {
        String opt = places.layers() == null ? "/opt" : places.layers();
        Map<String, String> all = new LinkedHashMap<>();
        // These may be set by the user.
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin:" + opt + "/bin");
        all.put("LD_LIBRARY_PATH", places.task() + ":" + places.task() + "/lib:" + opt + "/lib");
        if (spec.runtime().startsWith("nodejs")) {
            String major = spec.runtime().replaceAll("[^0-9]", "");
            all.put(
                    "NODE_PATH",
                    opt + "/nodejs/node" + major + "/node_modules:" + opt + "/nodejs/node_modules");
        }
        all.put("AWS_ENDPOINT_URL", endpoint);
        if (places.temporary() != null) {
            all.put("TMPDIR", places.temporary());
        }
        all.putAll(spec.environment());
        all.put("_HANDLER", spec.handler());
        all.put("AWS_REGION", arn.region());
        all.put("AWS_DEFAULT_REGION", arn.region());
        if (!spec.runtime().startsWith("provided")) {
            all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
        }
        all.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memory()));
        all.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logging().group());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        all.put("AWS_LAMBDA_LOG_FORMAT", spec.logging().json() ? "JSON" : "Text");
        if (spec.logging().json() && spec.logging().applicationLevel() != null) {
            all.put("AWS_LAMBDA_LOG_LEVEL", spec.logging().applicationLevel());
        }
        all.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", keys.secretKey());
        all.put("AWS_SESSION_TOKEN", keys.sessionToken());
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        all.put("LAMBDA_TASK_ROOT", places.task());
        all.put("LAMBDA_RUNTIME_DIR", places.runtime());
        if (places.layers() != null) {
            all.put("ANTIPHON_LAYERS", places.layers());
        }
        return all;
    }

    /**
     * As a shell script that sets it: programs of ours that run before a function is isolated must
     * not be told {@code LD_PRELOAD} and the like by it, and what is on a command line everybody
     * can read.
     */
    static Path script(Map<String, String> environment, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        environment.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                text.append("export ").append(name).append("='");
                text.append(value.replace("'", "'\\''")).append("'\n");
            }
        });
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        return file;
    }
}
