package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Events that go from one bus to another. */
class BetweenBusesTest {
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Account account = new Account();

    @Test
    void a_bus_forwards_to_another_one_but_not_over_that_to_a_third() {
        String second = account.bus("second");
        String third = account.bus("third");
        account.queue("two");
        account.queue("three");
        account.queue("dead");
        account.rule("default", "on", SHOP, second);
        account.rule("second", "keep", SHOP, Account.queueArn("two"));
        account.rule("second", "on", SHOP);
        account.target(
                "second",
                "on",
                Target.builder()
                        .id("t")
                        .arn(third)
                        .deadLetterConfig(
                                DeadLetterConfig.builder().arn(Account.queueArn("dead")).build())
                        .build());
        account.rule("third", "keep", SHOP, Account.queueArn("three"));

        String forwarded = account.put("default", "shop", "{}");
        assertThat(account.bodies("two")).singleElement().asString().contains(forwarded);
        assertThat(account.bodies("three")).isEmpty();
        assertThat(Account.attribute(account.messages("dead").getFirst(), "ERROR_CODE"))
                .isEqualTo("THIRD_ACCOUNT_HOP_DETECTED");

        String direct = account.put("second", "shop", "{}");
        assertThat(account.bodies("three")).singleElement().asString().contains(direct);
    }

    @Test
    void the_bus_of_another_account_takes_an_event_if_its_policy_says_so() {
        account.callFrom("111111111111", Account.REGION);
        String queue = "arn:aws:sqs:us-east-1:111111111111:theirs";
        account.node().call(CreateQueueRequest.builder().queueName("theirs").build());
        account.rule("default", "all", SHOP, queue);
        account.callFrom(Account.ID, Account.REGION);
        account.rule(
                "default", "on", SHOP, "arn:aws:events:us-east-1:111111111111:event-bus/default");

        account.put("default", "shop", "{\"n\":1}");
        account.callFrom("111111111111", Account.REGION);
        account.node()
                .call(
                        PutPermissionRequest.builder()
                                .action("events:PutEvents")
                                .principal(Account.ID)
                                .statementId("us")
                                .build());
        account.callFrom(Account.ID, Account.REGION);
        String second = account.put("default", "shop", "{\"n\":2}");

        assertThat(
                        account.node()
                                .<ReceiveMessageResponse>call(
                                        ReceiveMessageRequest.builder()
                                                .queueUrl(
                                                        "http://localhost:4566/111111111111/theirs")
                                                .maxNumberOfMessages(10)
                                                .build())
                                .messages())
                .singleElement()
                .extracting(Message::body)
                .asString()
                .contains(second)
                .contains("\"account\":\"000000000000\"");
    }
}
