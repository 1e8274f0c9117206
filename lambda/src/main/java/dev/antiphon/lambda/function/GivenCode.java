package dev.antiphon.lambda.function;

import dev.antiphon.engine.Tx;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The code that a request brings, or says where to find.
 *
 * @param zip null where it is elsewhere
 */
record GivenCode(Code code, byte @Nullable [] zip) {
    /**
     * A well-known convention of development: the key is a folder of the server's machine, and its
     * files are run as they are now.
     */
    private static final String HOT_RELOAD = "hot-reload";

    /**
     * @param owner the ARN of what is to have it
     * @param hotReload whether a folder of this machine may be named
     * @param operation for the message of an archive that is too large
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException and others
     */
    static GivenCode of(
            String owner,
            @Nullable SdkBytes zip,
            @Nullable String bucket,
            @Nullable String key,
            boolean hotReload,
            String operation) {
        if (zip != null && bucket != null) {
            throw LambdaErrors.invalid(
                    "Please do not provide other FunctionCode parameters when providing a"
                            + " ZipFile.");
        }
        if (zip != null) {
            byte[] bytes = zip.asByteArrayUnsafe();
            return new GivenCode(Archives.inspect(owner, bytes, operation), bytes);
        }
        if (bucket == null || key == null) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        if (hotReload && bucket.equals(HOT_RELOAD)) {
            if (!key.startsWith("/")) {
                throw LambdaErrors.invalid(
                        "The S3Key of code in the bucket hot-reload is the absolute path of a"
                                + " folder: "
                                + key);
            }
            return new GivenCode(new Code(owner, HOT_RELOAD, 0, 0, key), null);
        }
        throw LambdaErrors.invalid(
                "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The"
                        + " specified bucket does not exist");
    }

    /** Keeps it for one version. */
    void keep(Tx tx) {
        if (zip != null) {
            Archives.keep(tx, code, zip);
        }
    }
}
