package dev.antiphon.compat;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.regions.Region;

/** Where a client calls, and as whom. */
public record Access(URI endpoint, String accessKey, String secretKey, String region) {
    public static final String ACCOUNT = "000000000000";
    public static final String REGION = "us-east-1";

    public Access(URI endpoint) {
        this(endpoint, "test", "test", REGION);
    }

    /** Access with a key that is an account id, which puts the client into that account. */
    Access of(String account, String region) {
        return new Access(endpoint, account, secretKey, region);
    }

    /** Access with other credentials. */
    Access with(String key, String secret) {
        return new Access(endpoint, key, secret, region);
    }

    /**
     * Points a Java client there. It never tries twice: what a test sees is one answer. It puts no
     * "sync-" before the server's name, for that has one only.
     */
    public <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKey, secretKey)))
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry())
                                .putAdvancedOption(
                                        SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION,
                                        true));
    }
}
