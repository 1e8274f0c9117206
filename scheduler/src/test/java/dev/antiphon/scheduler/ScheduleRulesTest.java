package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.SageMakerPipelineParameter;
import software.amazon.awssdk.services.scheduler.model.Target;

/** What definitions are taken and which are not. */
class ScheduleRulesTest {
    private final Account account = new Account();

    private void refused(Consumer<CreateScheduleRequest.Builder> change, String message) {
        CreateScheduleRequest.Builder request = Account.schedule("s", "rate(1 hour)");
        change.accept(request);
        account.refused(request.build(), "ValidationException", message);
        assertThat(account.has("s")).isFalse();
    }

    private void taken(Consumer<CreateScheduleRequest.Builder> change) {
        account.create("s", "rate(1 hour)", change);
        assertThat(account.has("s")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    " rate(10 minutes)"
                    at(2021-12-31T23:59:59Z)
                    cron(0 1 * * * *)
                    rate(-10 minutes)
                    rate(10 seconds)
                    """)
    void an_expression_that_is_none_is_named(String expression) {
        refused(
                it -> it.scheduleExpression(expression),
                "Invalid Schedule Expression " + expression + ".");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin,yes", "UTC,yes", "EST5EDT,yes", "Nowhere,no", "+02:00,no", "utc,no"})
    void a_zone_is_one_of_the_iana_database(String zone, String valid) {
        if (valid.equals("yes")) {
            taken(it -> it.scheduleExpressionTimezone(zone));
        } else {
            refused(
                    it -> it.scheduleExpressionTimezone(zone),
                    "Invalid Schedule Expression Timezone " + zone + ".");
        }
    }

    @Test
    void a_flexible_window_has_a_size() {
        refused(
                it ->
                        it.flexibleTimeWindow(
                                FlexibleTimeWindow.builder()
                                        .mode(FlexibleTimeWindowMode.FLEXIBLE)
                                        .build()),
                "MaximumWindowInMinutes must be specified when the mode of FlexibleTimeWindow is"
                        + " FLEXIBLE.");
    }

    @Test
    void a_start_may_be_five_minutes_ago_and_an_end_comes_after_it() {
        refused(
                it -> it.startDate(account.now().minus(Duration.ofSeconds(301))),
                "The StartDate you specify cannot be earlier than 5 minutes ago.");
        refused(
                it ->
                        it.startDate(account.now().plusSeconds(60))
                                .endDate(account.now().plusSeconds(60)),
                "The EndDate you specify must be after the StartDate.");
        refused(it -> it.endDate(account.now()), "The EndDate you specify must be in the future.");
        taken(it -> it.startDate(account.now().minus(Duration.ofMinutes(5))));
    }

    @Test
    void an_update_may_keep_a_start_that_has_passed() {
        account.create("s", "rate(1 hour)", it -> it.startDate(account.now()));
        account.advance(Duration.ofDays(1));

        account.update("s", it -> it.description("still there"));
        assertThat(account.get("s").description()).isEqualTo("still there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # target                                              | input     | parameters | refused with
                    arn:aws:lambda:us-east-1:000000000000:function:f      | -         | -          | -
                    arn:aws:lambda:us-east-1:000000000000:function:f      | {"a":1}   | -          | -
                    arn:aws:lambda:us-east-1:000000000000:function:f      | 5         | -          | -
                    arn:aws:lambda:us-east-1:000000000000:function:f      | {} {}     | -          | Invalid RequestJson provided. Reason there is more than one value
                    arn:aws:states:us-east-1:000000000000:stateMachine:m  | {"a"}     | -          | Invalid RequestJson provided. Reason Unexpected character ('}' (code 125)): was expecting a colon to separate field name and value
                    arn:aws:sqs:us-east-1:000000000000:q                  | {"a"}     | -          | -
                    arn:aws:sqs:us-east-1:000000000000:q                  | a         | sqs        | -
                    arn:aws:sqs:us-east-1:000000000000:q.fifo             | a         | sqs        | -
                    arn:aws:sqs:us-east-1:000000000000:q.fifo             | a         | -          | SqsParameters.MessageGroupId must be specified for this target.
                    arn:aws:sns:us-east-1:000000000000:t                  | a         | -          | -
                    arn:aws:sns:us-east-1:000000000000:t                  | a         | sqs        | SqsParameters cannot be specified for this target.
                    arn:aws:events:us-east-1:000000000000:event-bus/b     | {}        | events     | -
                    arn:aws:events:us-east-1:000000000000:event-bus/b     | a         | events     | Invalid RequestJson provided. Reason Unrecognized token 'a': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                    arn:aws:events:us-east-1:000000000000:event-bus/b     | {}        | -          | EventBridgeParameters must be specified for this target.
                    arn:aws:kinesis:us-east-1:000000000000:stream/s       | a         | kinesis    | -
                    arn:aws:kinesis:us-east-1:000000000000:stream/s       | a         | -          | KinesisParameters must be specified for this target.
                    arn:aws:ecs:us-east-1:000000000000:cluster/c          | -         | ecs        | -
                    arn:aws:ecs:us-east-1:000000000000:cluster/c          | -         | -          | EcsParameters must be specified for this target.
                    arn:aws:firehose:us-east-1:000000000000:deliverystream/s | a      | -          | -
                    arn:aws:sagemaker:us-east-1:000000000000:pipeline/p   | -         | sagemaker  | -
                    arn:aws:scheduler:::aws-sdk:sqs:sendMessage           | {}        | -          | -
                    arn:aws-cn:scheduler:::aws-sdk:sqs:sendMessage        | {}        | -          | -
                    arn:aws:scheduler:::aws-sdk:sqs:sendMessage           | a         | -          | Invalid RequestJson provided. Reason Unrecognized token 'a': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                    arn:aws:scheduler:::aws-sdk:sqs:receiveMessage        | {}        | -          | The action receiveMessage of the service sqs is not supported: read-only actions cannot be invoked.
                    arn:aws:scheduler:::aws-sdk:sqs:ReceiveMessage        | {}        | -          | The action ReceiveMessage of the service sqs is not supported: read-only actions cannot be invoked.
                    arn:aws:scheduler:::aws-sdk:dynamodb:batchGetItem     | {}        | -          | The action batchGetItem of the service dynamodb is not supported: read-only actions cannot be invoked.
                    arn:aws:scheduler:::aws-sdk:sqs                       | {}        | -          | Provided Arn is not in correct format.
                    arn:aws:s3:::bucket                                   | {}        | -          | Provided Arn is not in correct format.
                    arn:aws:lambda:us-east-1:000000000000:layer:l         | {}        | -          | Provided Arn is not in correct format.
                    queue                                                 | {}        | -          | Provided Arn is not in correct format.
                    """)
    void a_target_is_one_that_aws_knows_with_what_belongs_to_it(
            String arn,
            @Nullable String input,
            @Nullable String parameters,
            @Nullable String error) {
        Target target = with(parameters, Target.builder().arn(arn).input(input)).build();
        if (error == null) {
            taken(it -> it.target(target));
            assertThat(account.get("s").target().arn()).isEqualTo(arn);
        } else {
            refused(it -> it.target(target), error);
        }
    }

    private static Target.Builder with(@Nullable String parameters, Target.Builder target) {
        target.roleArn(Account.ROLE);
        return switch (parameters) {
            case "sqs" -> target.sqsParameters(it -> it.messageGroupId("g"));
            case "events" -> target.eventBridgeParameters(it -> it.source("a.b").detailType("c"));
            case "kinesis" -> target.kinesisParameters(it -> it.partitionKey("k"));
            case "ecs" -> target.ecsParameters(it -> it.taskDefinitionArn("t"));
            case "sagemaker" ->
                    target.sageMakerPipelineParameters(it ->
                            it.pipelineParameterList(
                                    SageMakerPipelineParameter.builder()
                                            .name("n")
                                            .value("v")
                                            .build()));
            case null, default -> target;
        };
    }
}
