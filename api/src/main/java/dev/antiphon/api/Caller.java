package dev.antiphon.api;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, and from where.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 * @param accessKeyId as sent; {@code ANONYMOUS} where the request was not signed
 * @param endpoint scheme, host and port as the caller addressed us, without a slash at the end;
 *     queue URLs are built from it
 * @param requestId the id that the answer carries as {@code x-amzn-RequestId}
 * @param traceHeader the {@code X-Amzn-Trace-Id} header: what led to this call, if the caller said
 *     so
 */
public record Caller(
        String account,
        String region,
        String accessKeyId,
        String endpoint,
        String requestId,
        @Nullable String traceHeader) {

    /** The access key id of a request without a signature. */
    public static final String ANONYMOUS = "anonymous";
}
