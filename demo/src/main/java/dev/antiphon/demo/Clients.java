package dev.antiphon.demo;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The official SDK, pointed at a server of one's own: the endpoint is all that differs from AWS.
 */
record Clients(
        SqsClient sqs,
        SnsClient sns,
        EventBridgeClient events,
        SchedulerClient scheduler,
        SfnClient states,
        LambdaClient lambda,
        ApiGatewayV2Client apis,
        SdkHttpClient http)
        implements AutoCloseable {

    /** Longer than the longest poll. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    static Clients at(URI endpoint) {
        // The JDK keeps five idle connections for a server unless told otherwise, and repeats a
        // POST behind the application's back: the second would blur who took a message.
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
        SdkHttpClient http =
                UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).build();
        return new Clients(
                client(SqsClient.builder(), endpoint, http),
                client(SnsClient.builder(), endpoint, http),
                client(EventBridgeClient.builder(), endpoint, http),
                client(SchedulerClient.builder(), endpoint, http),
                client(SfnClient.builder(), endpoint, http),
                client(LambdaClient.builder(), endpoint, http),
                client(ApiGatewayV2Client.builder(), endpoint, http),
                http);
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, URI endpoint, SdkHttpClient http) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("demo", "demo")))
                .httpClient(http)
                // Retry counts every repetition, which it could not if the SDK made some itself.
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Ends the demo if no server answers there. */
    void probe(URI endpoint) {
        try {
            sqs.listQueues();
        } catch (SdkClientException e) {
            throw new DemoException("No server answers at " + endpoint, e);
        }
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
        events.close();
        scheduler.close();
        states.close();
        lambda.close();
        apis.close();
        http.close();
    }
}
