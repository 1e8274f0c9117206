package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.ServiceEvents;
import dev.antiphon.engine.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;

/** What services tell the default bus of themselves. */
class ServiceEventsTest {
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Account account = new Account();

    private void emit() {
        account.node()
                .run(
                        "anywhere",
                        tx -> {
                            ServiceEvents.emit(
                                    tx,
                                    Account.ID,
                                    Account.REGION,
                                    "aws.antiphon",
                                    "Something Happened",
                                    List.of("arn:a", "arn:b"),
                                    () -> "{\"x\":1}");
                            return Outcome.reply(true);
                        });
    }

    @Test
    void a_service_emits_nothing_while_the_default_bus_has_no_rules() {
        account.rule("default", "one", SHOP);
        account.rule("default", "other", SHOP);
        account.node().takeEffects();

        emit();
        assertThat(account.node().takeEffects()).isNotEmpty();

        account.node().call(DeleteRuleRequest.builder().name("one").build());
        emit();
        assertThat(account.node().takeEffects()).isNotEmpty();

        account.node().call(DeleteRuleRequest.builder().name("other").build());
        emit();
        assertThat(account.node().takeEffects()).isEmpty();
    }

    @Test
    void a_service_emits_events_on_the_default_bus() {
        account.rule("default", "all", "{\"source\":[\"aws.antiphon\"]}", account.queue("one"));

        emit();

        assertThat(account.bodies("one").getFirst())
                .contains("\"detail-type\":\"Something Happened\"")
                .contains("\"resources\":[\"arn:a\",\"arn:b\"]")
                .contains("\"detail\":{\"x\":1}");
    }
}
