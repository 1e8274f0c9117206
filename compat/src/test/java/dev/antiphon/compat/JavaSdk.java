package dev.antiphon.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** AWS SDK for Java 2.x, the blocking clients on their usual HTTP client. */
final class JavaSdk implements Sdk {
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final List<SdkAutoCloseable> clients = new ArrayList<>();
    private final Set<String> called = new ConcurrentSkipListSet<>();

    /** The operations that were called, as {@code service:Operation}. */
    Set<String> called() {
        return called;
    }

    private <
                    B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C client(Access access, B builder) {
        C client =
                access.configure(builder)
                        .httpClient(http)
                        .overrideConfiguration(
                                builder.overrideConfiguration().toBuilder()
                                        .addExecutionInterceptor(new Recorder())
                                        .build())
                        .build();
        clients.add(client);
        return client;
    }

    private final class Recorder implements ExecutionInterceptor {
        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            called.add(
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                            + ":"
                            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }
    }

    @Override
    public SqsClient sqs(Access access) {
        return client(access, SqsClient.builder());
    }

    @Override
    public SnsClient sns(Access access) {
        return client(access, SnsClient.builder());
    }

    @Override
    public EventBridgeClient events(Access access) {
        return client(access, EventBridgeClient.builder());
    }

    @Override
    public SchedulerClient scheduler(Access access) {
        return client(access, SchedulerClient.builder());
    }

    @Override
    public SfnClient states(Access access) {
        return client(access, SfnClient.builder());
    }

    @Override
    public ApiGatewayV2Client apis(Access access) {
        return client(access, ApiGatewayV2Client.builder());
    }

    @Override
    public LambdaClient functions(Access access) {
        return client(access, LambdaClient.builder());
    }

    @Override
    public StsClient sts(Access access) {
        return client(access, StsClient.builder());
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
        http.close();
    }
}
