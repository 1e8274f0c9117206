package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;

/** Events that cannot come to a target. */
class UndeliverableTest {
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Account account = new Account();

    @Test
    void what_cannot_be_delivered_goes_to_the_dead_letter_queue_with_the_event_as_it_was() {
        account.queue("dead");
        account.rule("default", "all", SHOP);
        account.target(
                "default",
                "all",
                Target.builder()
                        .id("t")
                        .arn(Account.queueArn("missing"))
                        .inputPath("$.detail")
                        .deadLetterConfig(
                                DeadLetterConfig.builder().arn(Account.queueArn("dead")).build())
                        .build());

        String id = account.put("default", "shop", "{\"n\":1}");

        Message letter = account.messages("dead").getFirst();
        assertThat(letter.body()).contains(id).contains("\"detail\":{\"n\":1}");
        assertThat(Account.attribute(letter, "RULE_ARN"))
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/all");
        assertThat(Account.attribute(letter, "TARGET_ARN")).isEqualTo(Account.queueArn("missing"));
        assertThat(Account.attribute(letter, "ERROR_CODE")).isEqualTo("NO_RESOURCE");
    }

    @Test
    void an_input_that_would_not_be_json_is_a_dead_letter() {
        account.queue("one");
        account.queue("dead");
        account.rule("default", "all", SHOP);
        account.target(
                "default",
                "all",
                Target.builder()
                        .id("t")
                        .arn(Account.queueArn("one"))
                        .inputTransformer(
                                InputTransformer.builder()
                                        .inputPathsMap(Map.of("d", "$.detail"))
                                        .inputTemplate("{\"d\": \"<d>\"}")
                                        .build())
                        .deadLetterConfig(
                                DeadLetterConfig.builder().arn(Account.queueArn("dead")).build())
                        .build());

        account.put("default", "shop", "{\"n\":1}");

        assertThat(account.bodies("one")).isEmpty();
        assertThat(Account.attribute(account.messages("dead").getFirst(), "ERROR_CODE"))
                .isEqualTo("INVALID_JSON");
    }
}
