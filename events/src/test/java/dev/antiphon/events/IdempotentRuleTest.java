package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.engine.Tx;
import dev.antiphon.sqs.QueueTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.sqs.model.Message;

/** Rules whose tags ask for a function to be called once per key. */
class IdempotentRuleTest {
    private static final String RULE = "arn:aws:events:us-east-1:" + Account.ID + ":rule/r";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:" + Account.ID + ":function:f";

    /** Takes what is for functions, and remembers it. */
    private static final class Functions implements TargetType {
        final List<Delivery> taken = new ArrayList<>();

        @Override
        public String service() {
            return "lambda";
        }

        @Override
        public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
            taken.add(delivery);
            return Attempt.taken();
        }
    }

    private final Functions functions = new Functions();
    private final Account account =
            new Account(new Deliveries(List.of(functions, new QueueTarget())));

    @BeforeEach
    void putRule() {
        account.queue("dead");
        account.rule("default", "r", "{\"source\":[\"shop\"]}");
        target("one");
    }

    private void target(String id) {
        account.target(
                "default",
                "r",
                Target.builder()
                        .id(id)
                        .arn(FUNCTION)
                        .inputPath("$.detail.shown")
                        .deadLetterConfig(to -> to.arn(Account.queueArn("dead")))
                        .build());
    }

    private static Tag tag(String name, String value) {
        return Tag.builder().key(name).value(value).build();
    }

    private void tag(Tag... tags) {
        account.node().call(TagResourceRequest.builder().resourceARN(RULE).tags(tags).build());
    }

    private static @Nullable String parameter(Delivery delivery, String name) {
        return delivery.content().parameters().get(name);
    }

    private List<@Nullable String> keys() {
        List<@Nullable String> keys = new ArrayList<>();
        functions.taken.forEach(taken -> keys.add(parameter(taken, Content.IDEMPOTENCY_KEY)));
        functions.taken.clear();
        return keys;
    }

    @Test
    void the_key_is_found_in_the_event_whatever_the_target_is_given() {
        tag(tag(Idempotency.KEY, "detail.order-id"), tag(Idempotency.WINDOW, "60"));
        account.put("default", "shop", "{\"order-id\":\"a\",\"shown\":1}");
        account.put("default", "shop", "{\"order-id\":\"a\",\"shown\":2}");
        account.put("default", "shop", "{\"order-id\":\"b\",\"shown\":1}");

        assertThat(functions.taken)
                .hasSize(3)
                .allSatisfy(taken ->
                        assertThat(taken.content().parameters())
                                .containsEntry(Content.IDEMPOTENCY_WINDOW, "60"));
        List<@Nullable String> keys = keys();
        assertThat(keys.get(0)).isNotNull().isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    }

    @Test
    void two_targets_of_a_rule_have_keys_of_their_own() {
        tag(tag(Idempotency.KEY, "detail.id"));
        target("two");
        account.put("default", "shop", "{\"id\":1,\"shown\":1}");

        assertThat(keys()).hasSize(2).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void a_rule_without_the_tag_gives_no_key_any_more() {
        tag(tag(Idempotency.KEY, "detail.id"));
        account.node()
                .call(
                        UntagResourceRequest.builder()
                                .resourceARN(RULE)
                                .tagKeys(Idempotency.KEY)
                                .build());
        account.put("default", "shop", "{\"id\":1,\"shown\":1}");

        assertThat(keys()).hasSize(1).containsOnlyNulls();
    }

    @Test
    void an_event_without_a_key_is_sent_without_one_and_counted() {
        tag(tag(Idempotency.KEY, "detail.id"));
        account.put("default", "shop", "{\"id\":null,\"shown\":1}");

        assertThat(keys()).hasSize(1).containsOnlyNulls();
        assertThat(account.node().takeEffects()).contains(Finding.KEYLESS);
    }

    @Test
    void an_event_without_a_required_key_is_a_dead_letter_with_the_reason() {
        tag(tag(Idempotency.KEY, "detail.id"), tag(Idempotency.REQUIRED, "true"));
        account.put("default", "shop", "{\"shown\":1}");

        assertThat(functions.taken).isEmpty();
        Message letter = account.messages("dead").getFirst();
        assertThat(letter.body()).contains("\"detail\":{\"shown\":1}");
        assertThat(Account.attribute(letter, "ERROR_CODE")).isEqualTo("NO_IDEMPOTENCY_KEY");
        assertThat(Account.attribute(letter, "ERROR_MESSAGE")).contains("nothing at detail.id");
    }

    @Test
    void tags_of_rules_that_ask_for_what_cannot_be_had_are_refused() {
        Tag wrong = tag(Idempotency.KEY, "detail.[");

        assertThat(
                        account.refused(
                                TagResourceRequest.builder().resourceARN(RULE).tags(wrong).build()))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("ValidationException");
                    assertThat(e.text()).contains("'detail.['");
                });
        assertThat(
                        account.refused(
                                        PutRuleRequest.builder()
                                                .name("other")
                                                .eventPattern("{\"source\":[\"shop\"]}")
                                                .tags(wrong)
                                                .build())
                                .code())
                .isEqualTo("ValidationException");
    }

    @Test
    void the_option_is_still_there_after_a_crash() {
        tag(tag(Idempotency.KEY, "detail.id"));
        account.node().crashAndRestart();
        account.put("default", "shop", "{\"id\":1,\"shown\":1}");

        assertThat(keys()).hasSize(1).doesNotContainNull();
    }
}
