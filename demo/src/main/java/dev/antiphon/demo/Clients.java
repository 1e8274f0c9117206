package dev.antiphon.demo;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The official SDK, pointed at a server of one's own: the endpoint is all that differs from AWS.
 */
final class Clients {

    /** Longer than the longest poll. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private Clients() {}

    static SqsClient sqs(URI endpoint) {
        // The JDK keeps five idle connections for a server unless told otherwise, and repeats a
        // POST behind the application's back: the second would blur who took a message.
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("demo", "demo")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT))
                // Retry counts every repetition, which it could not if the SDK made some itself.
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Ends the demo if no SQS server answers there. */
    static void probe(SqsClient sqs, URI endpoint) {
        try {
            sqs.listQueues();
        } catch (SdkClientException e) {
            throw new DemoException("No SQS server answers at " + endpoint, e);
        }
    }
}
