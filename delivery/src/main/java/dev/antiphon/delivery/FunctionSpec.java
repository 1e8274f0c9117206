package dev.antiphon.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a function as processes run it: where its code is and what they are told.
 *
 * @param arn of the version: {@code …:function:NAME:3}, or without a qualifier for {@code $LATEST}
 * @param name of the function
 * @param version {@code $LATEST} or a number
 * @param revision changes with everything that is said here: a process serves one revision
 * @param runtime such as {@code python3.13}
 * @param handler such as {@code index.handler}
 * @param architecture {@code x86_64} or {@code arm64}
 * @param code the function's own code
 * @param layers in order: later ones lie over earlier ones
 * @param environment the user's variables
 * @param timeout of one invocation
 * @param memory in MiB, from 128 to 10,240
 * @param storage of the temporary folder in MiB, from 512 to 10,240
 * @param logging whether as text or as JSON, and where
 * @param reserved how many invocations of the function (of all its versions) there may be at once,
 *     or null where it shares with others
 */
public record FunctionSpec(
        String arn,
        String name,
        String version,
        String revision,
        String runtime,
        String handler,
        String architecture,
        CodeRef code,
        List<CodeRef> layers,
        Map<String, String> environment,
        Duration timeout,
        int memory,
        int storage,
        Logging logging,
        @Nullable Integer reserved) {

    /**
     * An archive: by what it is, so that the same one need not be unpacked twice.
     *
     * @param owner the ARN of the function or layer version whose rows hold it
     * @param sha256 of the archive, in base64 as AWS shows it
     * @param size in bytes
     * @param folder on this machine, from which the code is run instead of the archive, or null:
     *     for development
     */
    public record CodeRef(String owner, String sha256, long size, @Nullable String folder) {}

    /**
     * @param json whether its lines are JSON objects
     * @param group such as {@code /aws/lambda/NAME}
     * @param applicationLevel the least level of the function's own lines, for JSON, or null
     * @param systemLevel the least level of the platform's lines, for JSON, or null
     */
    public record Logging(
            boolean json,
            String group,
            @Nullable String applicationLevel,
            @Nullable String systemLevel) {}

    public FunctionSpec {
        layers = List.copyOf(layers);
    }
}
