package dev.antiphon.compat;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Runs scenarios with one SDK against a server of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkTest<S extends Sdk> implements Scenario {
    private record Running<S extends Sdk>(
            AntiphonServer server,
            S sdk,
            Access access,
            SqsClient sqs,
            SnsClient sns,
            EventBridgeClient events,
            SchedulerClient scheduler,
            SfnClient states,
            ApiGatewayV2Client apis,
            LambdaClient functions,
            StsClient sts) {}

    private @Nullable Running<S> running;

    abstract S startSdk(Path folder);

    @BeforeAll
    void start(@TempDir Path folder) {
        S sdk = startSdk(folder); // first: it may be missing
        AntiphonServer server = AntiphonServer.start(folder.resolve("data"));
        Access access = new Access(server.endpoint());
        running =
                new Running<>(
                        server,
                        sdk,
                        access,
                        sdk.sqs(access),
                        sdk.sns(access),
                        sdk.events(access),
                        sdk.scheduler(access),
                        sdk.states(access),
                        sdk.apis(access),
                        sdk.functions(access),
                        sdk.sts(access));
    }

    @AfterAll
    void stop() {
        if (running != null) {
            running.sdk().close();
            running.server().close();
        }
    }

    private Running<S> running() {
        return Objects.requireNonNull(running);
    }

    @Override
    public S sdk() {
        return running().sdk();
    }

    @Override
    public Access access() {
        return running().access();
    }

    @Override
    public SqsClient sqs() {
        return running().sqs();
    }

    @Override
    public SnsClient sns() {
        return running().sns();
    }

    @Override
    public EventBridgeClient events() {
        return running().events();
    }

    @Override
    public SchedulerClient scheduler() {
        return running().scheduler();
    }

    @Override
    public ApiGatewayV2Client apis() {
        return running().apis();
    }

    @Override
    public LambdaClient functions() {
        return running().functions();
    }

    @Override
    public SfnClient states() {
        return running().states();
    }

    @Override
    public StsClient sts() {
        return running().sts();
    }
}
