package dev.antiphon.compat;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2AsyncClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerAsyncClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnAsyncClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** AWS SDK for Java 2.x, the asynchronous clients on Netty. */
final class JavaAsyncSdk implements Sdk {
    private final SdkAsyncHttpClient http = NettyNioAsyncHttpClient.create();
    private final List<SdkAutoCloseable> clients = new ArrayList<>();

    /** The asynchronous client itself, for what only it can do. */
    SqsAsyncClient asyncSqs(Access access) {
        SqsAsyncClient client = access.configure(SqsAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return client;
    }

    @Override
    public SqsClient sqs(Access access) {
        return blocking(SqsClient.class, SqsAsyncClient.class, asyncSqs(access));
    }

    @Override
    public SnsClient sns(Access access) {
        SnsAsyncClient client = access.configure(SnsAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(SnsClient.class, SnsAsyncClient.class, client);
    }

    @Override
    public EventBridgeClient events(Access access) {
        EventBridgeAsyncClient client =
                access.configure(EventBridgeAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(EventBridgeClient.class, EventBridgeAsyncClient.class, client);
    }

    @Override
    public SchedulerClient scheduler(Access access) {
        SchedulerAsyncClient client =
                access.configure(SchedulerAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(SchedulerClient.class, SchedulerAsyncClient.class, client);
    }

    @Override
    public SfnClient states(Access access) {
        SfnAsyncClient client = access.configure(SfnAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(SfnClient.class, SfnAsyncClient.class, client);
    }

    @Override
    public ApiGatewayV2Client apis(Access access) {
        ApiGatewayV2AsyncClient client =
                access.configure(ApiGatewayV2AsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(ApiGatewayV2Client.class, ApiGatewayV2AsyncClient.class, client);
    }

    /** The asynchronous client itself, for streams. */
    LambdaAsyncClient asyncFunctions(Access access) {
        LambdaAsyncClient client =
                access.configure(LambdaAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return client;
    }

    @Override
    public LambdaClient functions(Access access) {
        return blocking(LambdaClient.class, LambdaAsyncClient.class, asyncFunctions(access));
    }

    @Override
    public StsClient sts(Access access) {
        StsAsyncClient client = access.configure(StsAsyncClient.builder()).httpClient(http).build();
        clients.add(client);
        return blocking(StsClient.class, StsAsyncClient.class, client);
    }

    private static <B, A> B blocking(Class<B> type, Class<A> asyncType, A client) {
        return ClientProxy.of(
                type,
                (method, request) -> {
                    try {
                        CompletableFuture<?> answer =
                                (CompletableFuture<?>)
                                        asyncType
                                                .getMethod(method.getName(), request.getClass())
                                                .invoke(client, request);
                        return answer.join();
                    } catch (CompletionException e) {
                        // The exception is the SDK's own; only where it was thrown is lost.
                        if (e.getCause() instanceof AwsServiceException refusal) {
                            throw refusal;
                        }
                        throw e;
                    } catch (NoSuchMethodException
                            | IllegalAccessException
                            | InvocationTargetException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
        http.close();
    }
}
