package dev.antiphon.compat;

import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An official SDK or tool. Whichever it is, scenarios call it as they would the Java SDK, and what
 * it raises reaches them as the Java SDK's exceptions.
 */
public interface Sdk extends AutoCloseable {
    SqsClient sqs(Access access);

    SnsClient sns(Access access);

    EventBridgeClient events(Access access);

    SchedulerClient scheduler(Access access);

    SfnClient states(Access access);

    ApiGatewayV2Client apis(Access access);

    LambdaClient functions(Access access);

    StsClient sts(Access access);

    /** The protocol in which it speaks to SQS: AWS words a few errors differently. */
    default SqsProtocol protocol() {
        return SqsProtocol.JSON;
    }

    @Override
    void close();
}
