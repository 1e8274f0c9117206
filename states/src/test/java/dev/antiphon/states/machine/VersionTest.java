package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineVersionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsResponse;
import software.amazon.awssdk.services.sfn.model.PublishStateMachineVersionRequest;
import software.amazon.awssdk.services.sfn.model.PublishStateMachineVersionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineRequest;

class VersionTest {
    private final Account account = new Account();

    private String publish(@Nullable String description) {
        PublishStateMachineVersionResponse response =
                account.node()
                        .call(
                                PublishStateMachineVersionRequest.builder()
                                        .stateMachineArn(Account.machine("m"))
                                        .description(description)
                                        .build());
        return response.stateMachineVersionArn();
    }

    private void delete(int version) {
        account.node()
                .call(
                        DeleteStateMachineVersionRequest.builder()
                                .stateMachineVersionArn(Account.machine("m:" + version))
                                .build());
    }

    private List<String> versions(int pageSize) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            ListStateMachineVersionsResponse page =
                    account.node()
                            .call(
                                    ListStateMachineVersionsRequest.builder()
                                            .stateMachineArn(Account.machine("m"))
                                            .maxResults(pageSize)
                                            .nextToken(token)
                                            .build());
            page.stateMachineVersions().stream()
                    .map(StateMachineVersionListItem::stateMachineVersionArn)
                    .forEach(all::add);
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    @Test
    void a_version_stays_as_it_was_published() {
        account.create("m", it -> it.publish(true).versionDescription("first"));
        account.update("m", it -> it.definition(Account.definition("two")));

        DescribeStateMachineResponse version = account.describe(Account.machine("m:1"));

        assertThat(version.stateMachineArn()).isEqualTo(Account.machine("m:1"));
        assertThat(version.definition()).isEqualTo(Account.definition("one"));
        assertThat(version.description()).isEqualTo("first");
        assertThat(account.describe(Account.machine("m")).description()).isNull();
    }

    @Test
    void a_revision_is_published_once() {
        account.create("m");

        assertThat(publish("a")).isEqualTo(Account.machine("m:1"));
        assertThat(publish("b")).isEqualTo(Account.machine("m:1"));
        assertThat(account.update("m", it -> it.roleArn(Account.ROLE).publish(true)))
                .satisfies(update -> {
                    assertThat(update.revisionId()).isNull();
                    assertThat(update.stateMachineVersionArn()).isEqualTo(Account.machine("m:1"));
                });
        account.update("m", it -> it.roleArn(Account.ROLE + "2"));
        assertThat(publish(null)).isEqualTo(Account.machine("m:2"));
    }

    @Test
    void numbers_are_never_given_twice() {
        account.create("m", it -> it.publish(true));
        account.update("m", it -> it.definition(Account.definition("two")).publish(true));

        delete(2);
        delete(2);

        assertThat(publish(null)).isEqualTo(Account.machine("m:3"));
        assertThat(versions(0)).containsExactly(Account.machine("m:3"), Account.machine("m:1"));
    }

    @Test
    void versions_are_listed_page_by_page_from_the_newest() {
        account.create("m", it -> it.publish(true));
        for (int i = 2; i <= 11; i++) {
            String word = "word" + i;
            account.update("m", it -> it.definition(Account.definition(word)).publish(true));
        }

        assertThat(versions(3))
                .hasSize(11)
                .startsWith(Account.machine("m:11"), Account.machine("m:10"))
                .endsWith(Account.machine("m:1"));
    }

    @Test
    void a_revision_is_published_only_if_it_is_the_one_that_is_meant() {
        account.create("m");
        PublishStateMachineVersionRequest initial =
                PublishStateMachineVersionRequest.builder()
                        .stateMachineArn(Account.machine("m"))
                        .revisionId("INITIAL")
                        .build();
        account.node().call(initial);
        String revision =
                account.update("m", it -> it.definition(Account.definition("two"))).revisionId();

        account.refused(
                initial,
                "ConflictException",
                "Failed to publish the State Machine version for revision INITIAL. The current"
                        + " State Machine revision is "
                        + revision
                        + ".");
    }

    @Test
    void a_version_cannot_be_updated() {
        account.create("m", it -> it.publish(true));
        account.refused(
                UpdateStateMachineRequest.builder()
                        .stateMachineArn(Account.machine("m:1"))
                        .roleArn(Account.ROLE)
                        .build(),
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + Account.machine("m:1") + "'");
    }

    @Test
    void only_what_is_published_has_a_description() {
        account.refused(
                Account.creation("m").versionDescription("first").build(),
                "ValidationException",
                "Version description can only be set when publish is true");
    }

    @Test
    void a_machine_has_a_thousand_versions_at_most() {
        account.create("m", it -> it.publish(true));
        for (int i = 2; i <= 1000; i++) {
            String word = "word" + i;
            account.update("m", it -> it.definition(Account.definition(word)).publish(true));
        }
        UpdateStateMachineRequest more =
                UpdateStateMachineRequest.builder()
                        .stateMachineArn(Account.machine("m"))
                        .definition(Account.definition("more"))
                        .publish(true)
                        .build();

        account.refused(
                more,
                "ServiceQuotaExceededException",
                "A state machine can have at most 1000 versions: '" + Account.machine("m") + "'");
        delete(500);
        account.node().call(more);
        assertThat(versions(1000)).hasSize(1000).startsWith(Account.machine("m:1001"));
    }
}
