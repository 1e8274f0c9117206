package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.engine.Catalogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineVersionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.ListStateMachineAliasesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachineAliasesResponse;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineAliasListItem;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineAliasRequest;

class AliasTest {
    private final Account account = new Account();

    @BeforeEach
    void there_is_a_machine_with_two_versions() {
        account.create("m", it -> it.publish(true));
        account.update("m", it -> it.definition(Account.definition("two")).publish(true));
    }

    private static RoutingConfigurationListItem route(String version, int weight) {
        return RoutingConfigurationListItem.builder()
                .stateMachineVersionArn(Account.machine(version))
                .weight(weight)
                .build();
    }

    private static CreateStateMachineAliasRequest creation(
            String name, RoutingConfigurationListItem... routes) {
        return CreateStateMachineAliasRequest.builder()
                .name(name)
                .routingConfiguration(routes)
                .build();
    }

    private CreateStateMachineAliasResponse create(
            String name, RoutingConfigurationListItem... routes) {
        return account.node().call(creation(name, routes));
    }

    private DescribeStateMachineAliasResponse describe(String name) {
        return account.node()
                .call(
                        DescribeStateMachineAliasRequest.builder()
                                .stateMachineAliasArn(Account.machine("m:" + name))
                                .build());
    }

    private List<String> aliases(String arn, @Nullable Integer pageSize) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            ListStateMachineAliasesResponse page =
                    account.node()
                            .call(
                                    ListStateMachineAliasesRequest.builder()
                                            .stateMachineArn(arn)
                                            .maxResults(pageSize)
                                            .nextToken(token)
                                            .build());
            page.stateMachineAliases().stream()
                    .map(StateMachineAliasListItem::stateMachineAliasArn)
                    .map(alias -> alias.substring(alias.lastIndexOf(':') + 1))
                    .forEach(all::add);
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    @Test
    void an_alias_leads_where_it_was_created_to_also_after_a_crash() {
        assertThat(create("PROD", route("m:1", 90), route("m:2", 10)).stateMachineAliasArn())
                .isEqualTo(Account.machine("m:PROD"));

        account.node().crashAndRestart();

        DescribeStateMachineAliasResponse alias = describe("PROD");
        assertThat(alias.name()).isEqualTo("PROD");
        assertThat(alias.routingConfiguration())
                .containsExactly(route("m:1", 90), route("m:2", 10));
    }

    @Test
    void the_same_creation_again_finds_it_created_and_another_conflicts() {
        CreateStateMachineAliasResponse first = create("PROD", route("m:1", 100));
        account.advance(Duration.ofSeconds(1));

        assertThat(create("PROD", route("m:1", 100)).creationDate())
                .isEqualTo(first.creationDate());
        account.refused(
                creation("PROD", route("m:2", 100)),
                "ConflictException",
                "Failed to create alias because an alias with the same name and a different"
                        + " routing configuration already exists.");
    }

    @Test
    void an_update_changes_what_it_says() {
        create("PROD", route("m:1", 100));
        account.advance(Duration.ofSeconds(1));

        account.node()
                .call(
                        UpdateStateMachineAliasRequest.builder()
                                .stateMachineAliasArn(Account.machine("m:PROD"))
                                .routingConfiguration(route("m:2", 100))
                                .build());

        DescribeStateMachineAliasResponse alias = describe("PROD");
        assertThat(alias.routingConfiguration()).containsExactly(route("m:2", 100));
        assertThat(alias.updateDate()).isAfter(alias.creationDate());
    }

    @Test
    void a_version_that_an_alias_leads_to_cannot_be_deleted() {
        create("PROD", route("m:1", 100));
        DeleteStateMachineVersionRequest deletion =
                DeleteStateMachineVersionRequest.builder()
                        .stateMachineVersionArn(Account.machine("m:1"))
                        .build();

        account.refused(
                deletion,
                "ConflictException",
                "Version to be deleted must not be referenced by an alias. Current list of aliases"
                        + " referencing this version: [PROD]");
        account.node()
                .call(
                        DeleteStateMachineAliasRequest.builder()
                                .stateMachineAliasArn(Account.machine("m:PROD"))
                                .build());
        account.node().call(deletion);
        account.refused(
                DescribeStateMachineAliasRequest.builder()
                        .stateMachineAliasArn(Account.machine("m:PROD"))
                        .build(),
                "ResourceNotFound",
                "Resource not found: '" + Account.machine("m:PROD") + "'");
    }

    @Test
    void weights_make_a_hundred_and_versions_are_there_once() {
        account.refused(
                creation("PROD", route("m:1", 50), route("m:2", 49)),
                "ValidationException",
                "Sum of routing configuration weights must equal 100. Received: [50, 49]");
        String one = Account.machine("m:1");
        account.refused(
                creation("PROD", route("m:1", 50), route("m:1", 50)),
                "ValidationException",
                "Routing configuration must not contain duplicate state machine versions. Received:"
                        + " ["
                        + one
                        + ", "
                        + one
                        + "]");
        account.refused(
                creation("PROD", route("m:3", 100)),
                "ResourceNotFound",
                "Resource not found: '" + Account.machine("m:3") + "'");
        account.create("other", it -> it.publish(true));
        String other = Account.machine("other:1");
        account.refused(
                creation("PROD", route("m:1", 50), route("other:1", 50)),
                "ValidationException",
                "Routing configuration must contain versions of the same state machine. Received:"
                        + " ["
                        + one
                        + ", "
                        + other
                        + "]");
    }

    @Test
    void aliases_are_listed_page_by_page_from_the_newest() {
        for (String name : List.of("c", "a", "b")) {
            create(name, route(name.equals("a") ? "m:1" : "m:2", 100));
            account.advance(Duration.ofSeconds(1));
        }

        assertThat(aliases(Account.machine("m"), 1)).containsExactly("b", "a", "c");
        assertThat(aliases(Account.machine("m:1"), null)).containsExactly("a");
    }

    @Test
    void a_machine_has_a_hundred_aliases_at_most() {
        for (int i = 0; i < 100; i++) {
            create("a" + i, route("m:1", 100));
        }

        account.refused(
                creation("one-more", route("m:1", 100)),
                "ServiceQuotaExceededException",
                "A state machine can have at most 100 aliases: '" + Account.machine("m") + "'");
    }

    @Test
    void executions_go_where_the_weights_say() {
        create("PROD", route("m:1", 75), route("m:2", 25));
        create("TEST", route("m:1", 0), route("m:2", 100));
        Catalogs catalogs = account.node().engine();
        SplittableRandom random = new SplittableRandom(1);

        long first =
                Stream.generate(random::nextLong)
                        .limit(10_000)
                        .map(number -> resolve(catalogs, "m:PROD", number))
                        .filter(chosen -> Account.machine("m:1").equals(chosen.versionArn()))
                        .count();

        assertThat(first).isBetween(7_300L, 7_700L);
        Executable chosen = resolve(catalogs, "m:TEST", 0);
        assertThat(chosen.versionArn()).isEqualTo(Account.machine("m:2"));
        assertThat(chosen.aliasArn()).isEqualTo(Account.machine("m:TEST"));
        assertThat(chosen.revision().definition()).isEqualTo(Account.definition("two"));
        assertThat(resolve(catalogs, "m", 0).versionArn()).isNull();
    }

    private static Executable resolve(Catalogs catalogs, String name, long random) {
        return Executable.resolve(catalogs, MachineReference.parse(Account.machine(name)), random);
    }
}
