package dev.antiphon.compat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** An SDK or tool outside this JVM, which is told in JSON what to call. */
abstract class ForeignSdk implements Sdk {
    /** What a service answered with in place of a response, as the client tells it. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final @Nullable String type;
        private final String code;
        private final int status;

        /**
         * @param type the client's own type for this error, if it has one
         * @param status the HTTP status, 0 if the client does not show it
         */
        Refused(@Nullable String type, String code, String message, int status) {
            super(message);
            this.type = type;
            this.code = code;
            this.status = status;
        }

        String code() {
            return code;
        }
    }

    /**
     * Has the client perform an operation.
     *
     * @param service as boto3 and the CLI name it, such as {@code sqs}
     * @param operation as AWS's model names it, such as {@code SendMessage}
     */
    abstract JsonNode call(Access access, String service, String operation, JsonNode parameters)
            throws Refused;

    /** How the client wants bytes in its parameters. */
    JsonNode bytes(SdkBytes bytes) {
        return PojoJson.BYTES_MARKED.apply(bytes);
    }

    @Override
    public final SqsClient sqs(Access access) {
        return client(access, "sqs", SqsClient.class, SqsException.builder());
    }

    @Override
    public final SnsClient sns(Access access) {
        return client(access, "sns", SnsClient.class, SnsException.builder());
    }

    @Override
    public final EventBridgeClient events(Access access) {
        return client(access, "events", EventBridgeClient.class, EventBridgeException.builder());
    }

    @Override
    public final SchedulerClient scheduler(Access access) {
        return client(access, "scheduler", SchedulerClient.class, SchedulerException.builder());
    }

    @Override
    public final SfnClient states(Access access) {
        return client(access, "stepfunctions", SfnClient.class, SfnException.builder());
    }

    @Override
    public final ApiGatewayV2Client apis(Access access) {
        return client(
                access, "apigatewayv2", ApiGatewayV2Client.class, ApiGatewayV2Exception.builder());
    }

    @Override
    public final LambdaClient functions(Access access) {
        return client(access, "lambda", LambdaClient.class, LambdaException.builder());
    }

    @Override
    public final StsClient sts(Access access) {
        return client(access, "sts", StsClient.class, StsException.builder());
    }

    private <C> C client(
            Access access, String service, Class<C> type, AwsServiceException.Builder untyped) {
        return ClientProxy.of(
                type,
                (method, request) -> {
                    try {
                        JsonNode answer =
                                call(
                                        access,
                                        service,
                                        operation(method),
                                        PojoJson.write(request, this::bytes));
                        return PojoJson.read(
                                method.getReturnType().asSubclass(SdkPojo.class), answer);
                    } catch (Refused refused) {
                        throw exception(request, refused, untyped);
                    }
                });
    }

    private static String operation(Method method) {
        String name = method.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The exception that the Java SDK would have thrown: of the same name where there is one. */
    private static AwsServiceException exception(
            AwsRequest request, Refused refused, AwsServiceException.Builder untyped) {
        AwsServiceException.Builder builder = typed(request, refused);
        return (builder == null ? untyped : builder)
                .awsErrorDetails(
                        AwsErrorDetails.builder()
                                .errorCode(refused.code)
                                .errorMessage(refused.getMessage())
                                .build())
                .message(refused.getMessage())
                .statusCode(refused.status)
                .build();
    }

    private static AwsServiceException.@Nullable Builder typed(
            AwsRequest request, Refused refused) {
        if (refused.type == null) {
            return null;
        }
        String name =
                refused.type.endsWith("Exception") ? refused.type : refused.type + "Exception";
        try {
            return (AwsServiceException.Builder)
                    Class.forName(request.getClass().getPackageName() + "." + name)
                            .getMethod("builder")
                            .invoke(null);
        } catch (ClassNotFoundException e) {
            return null; // an error that the model does not list, under its code
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
