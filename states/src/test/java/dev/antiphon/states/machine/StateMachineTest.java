package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DeleteStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesResponse;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineRequest;

class StateMachineTest {
    private final Account account = new Account();

    private void refused(
            Consumer<CreateStateMachineRequest.Builder> change, String code, String message) {
        CreateStateMachineRequest.Builder request = Account.creation("m");
        change.accept(request);
        account.refused(request.build(), code, message);
    }

    private void delete(String name) {
        account.node()
                .call(
                        DeleteStateMachineRequest.builder()
                                .stateMachineArn(Account.machine(name))
                                .build());
    }

    @Test
    void a_machine_is_what_it_was_created_as_also_after_a_crash() {
        account.create("m", it -> it.type(StateMachineType.EXPRESS));

        account.node().crashAndRestart();

        DescribeStateMachineResponse machine = account.describe(Account.machine("m"));
        assertThat(machine.name()).isEqualTo("m");
        assertThat(machine.type()).isEqualTo(StateMachineType.EXPRESS);
        assertThat(machine.status()).isEqualTo(StateMachineStatus.ACTIVE);
        assertThat(machine.definition()).isEqualTo(Account.definition("one"));
        assertThat(machine.roleArn()).isEqualTo(Account.ROLE);
        assertThat(machine.loggingConfiguration().level()).isEqualTo(LogLevel.OFF);
        assertThat(machine.loggingConfiguration().includeExecutionData()).isFalse();
        assertThat(machine.loggingConfiguration().hasDestinations()).isFalse();
        assertThat(machine.tracingConfiguration().enabled()).isFalse();
        assertThat(machine.revisionId()).isNull();
    }

    @Test
    void the_same_creation_again_finds_it_created_whatever_its_role_and_tags() {
        Instant created = account.create("m").creationDate();
        account.advance(Duration.ofSeconds(5));

        Instant again =
                account.create(
                                "m",
                                it ->
                                        it.roleArn(Account.ROLE + "2")
                                                .tags(Tag.builder().key("a").value("b").build()))
                        .creationDate();

        assertThat(again).isEqualTo(created);
        assertThat(account.describe(Account.machine("m")).roleArn()).isEqualTo(Account.ROLE);
    }

    @Test
    void another_creation_under_the_name_is_refused() {
        account.create("m");
        String message = "State Machine Already Exists: '" + Account.machine("m") + "'";

        List<Consumer<CreateStateMachineRequest.Builder>> others =
                List.of(
                        it -> it.definition(Account.definition("two")),
                        it -> it.definition(Account.definition("one") + " "),
                        it -> it.type(StateMachineType.EXPRESS),
                        it -> it.tracingConfiguration(tracing -> tracing.enabled(true)),
                        it -> it.publish(true));
        others.forEach(other -> refused(other, "StateMachineAlreadyExists", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a/b", "a:b", "a\u0000", "a*", "a\u007f", "a$b"})
    void a_name_has_no_special_characters(String name) {
        refused(it -> it.name(name), "InvalidName", "Invalid Name: '" + name + "'");
    }

    @Test
    void a_role_is_the_arn_of_a_role() {
        refused(
                it -> it.roleArn("arn:aws:iam::1:role/x"),
                "InvalidArn",
                "Invalid Role Arn: 'arn:aws:iam::1:role/x'");
        refused(it -> it.roleArn("me"), "InvalidArn", "Invalid Role Arn: 'me'");
    }

    @Test
    void a_definition_is_checked_as_it_is_created_and_updated() {
        String message =
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are"
                        + " required: [States] at /'";
        refused(it -> it.definition("{\"StartAt\":\"A\"}"), "InvalidDefinition", message);
        account.create("m");
        account.refused(
                UpdateStateMachineRequest.builder()
                        .stateMachineArn(Account.machine("m"))
                        .definition("{\"StartAt\":\"A\"}")
                        .build(),
                "InvalidDefinition",
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nothing                         | Invalid ARN prefix: nothing
                    arn:aws:sqs:us-east-1:0:q       | Invalid ARN prefix: arn:aws:sqs:us-east-1:0:q
                    arn:aws:states:us-east-1:0:express:m:e:1 | Resource type not valid in this context: express
                    """)
    void a_machine_is_named_by_an_arn_of_its_type(String arn, String reason) {
        account.refused(
                DescribeStateMachineRequest.builder().stateMachineArn(arn).build(),
                "InvalidArn",
                "Invalid Arn: '" + reason + "'");
    }

    @Test
    void a_machine_that_is_not_there_is_named() {
        String arn = Account.machine("none");
        account.refused(
                DescribeStateMachineRequest.builder().stateMachineArn(arn).build(),
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + arn + "'");
    }

    @Test
    void a_definition_may_be_left_out_of_the_description() {
        account.create("m");

        DescribeStateMachineResponse machine =
                account.node()
                        .call(
                                DescribeStateMachineRequest.builder()
                                        .stateMachineArn(Account.machine("m"))
                                        .includedData(IncludedData.METADATA_ONLY)
                                        .build());

        assertThat(machine.definition()).isEqualTo("{}");
    }

    @Test
    void an_update_changes_what_it_says_and_makes_a_revision() {
        account.create("m");

        String first = account.update("m", it -> it.roleArn(Account.ROLE + "2")).revisionId();
        String second =
                account.update("m", it -> it.definition(Account.definition("two"))).revisionId();

        DescribeStateMachineResponse machine = account.describe(Account.machine("m"));
        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(machine.revisionId()).isEqualTo(second);
        assertThat(machine.roleArn()).isEqualTo(Account.ROLE + "2");
        assertThat(machine.definition()).isEqualTo(Account.definition("two"));
    }

    @Test
    void an_update_that_changes_nothing_makes_no_revision() {
        account.create("m");
        assertThat(account.update("m", it -> it.roleArn(Account.ROLE)).revisionId()).isNull();

        String revision = account.update("m", it -> it.roleArn(Account.ROLE + "2")).revisionId();

        assertThat(account.update("m", it -> it.roleArn(Account.ROLE + "2")).revisionId())
                .isEqualTo(revision);
    }

    @Test
    void an_update_says_something() {
        account.create("m");
        account.refused(
                UpdateStateMachineRequest.builder().stateMachineArn(Account.machine("m")).build(),
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the"
                        + " TracingConfiguration must be specified");
    }

    @Test
    void logging_needs_one_destination_unless_it_is_off() {
        String message = "Invalid Logging Configuration: Must specify exactly one Log Destination.";
        LogDestination group = destination("arn:aws:logs:us-east-1:000000000000:log-group:g:*");
        refused(
                it -> it.loggingConfiguration(logging -> logging.level(LogLevel.ALL)),
                "InvalidLoggingConfiguration",
                message);
        refused(
                it -> it.loggingConfiguration(logging -> logging.destinations(group, group)),
                "InvalidLoggingConfiguration",
                message);
        refused(
                it ->
                        it.loggingConfiguration(
                                logging -> logging.destinations(destination("arn:aws:s3:::b"))),
                "InvalidLoggingConfiguration",
                "Invalid Logging Configuration: Log Destination not found.");

        LoggingConfiguration said =
                LoggingConfiguration.builder()
                        .level(LogLevel.ERROR)
                        .includeExecutionData(true)
                        .destinations(group)
                        .build();
        account.create("m", it -> it.loggingConfiguration(said));
        assertThat(account.describe(Account.machine("m")).loggingConfiguration()).isEqualTo(said);
    }

    private static LogDestination destination(String arn) {
        return LogDestination.builder()
                .cloudWatchLogsLogGroup(group -> group.logGroupArn(arn))
                .build();
    }

    @Test
    void encryption_with_a_key_of_ones_own_names_the_key() {
        refused(
                it ->
                        it.encryptionConfiguration(
                                e -> e.type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY)),
                "InvalidEncryptionConfiguration",
                "Invalid Encryption Configuration: kmsKeyId must be specified for a customer"
                        + " managed key");

        account.create(
                "m",
                it ->
                        it.encryptionConfiguration(e ->
                                e.type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY)
                                        .kmsKeyId("alias/mine")));

        assertThat(account.describe(Account.machine("m")).encryptionConfiguration())
                .isEqualTo(
                        EncryptionConfiguration.builder()
                                .type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY)
                                .kmsKeyId("alias/mine")
                                .kmsDataKeyReusePeriodSeconds(300)
                                .build());
    }

    @Test
    void machines_are_listed_page_by_page_in_the_order_of_their_names() {
        for (int i = 9; i >= 1; i--) {
            account.create("m" + i);
        }

        List<String> names = new ArrayList<>();
        String token = null;
        do {
            ListStateMachinesResponse page =
                    account.node()
                            .call(
                                    ListStateMachinesRequest.builder()
                                            .maxResults(4)
                                            .nextToken(token)
                                            .build());
            page.stateMachines().stream().map(StateMachineListItem::name).forEach(names::add);
            assertThat(page.stateMachines()).hasSizeLessThanOrEqualTo(4);
            token = page.nextToken();
        } while (token != null);

        assertThat(names).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
        account.refused(
                ListStateMachinesRequest.builder().nextToken("mine").build(),
                "InvalidToken",
                "Invalid Token: 'Invalid token'");
    }

    @Test
    void an_account_has_so_many_machines_and_a_few_more_at_most() {
        int created = 0;
        try {
            for (; created < 2 * Account.MACHINES; created++) {
                account.create("m" + created);
            }
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("StateMachineLimitExceeded");
        }
        int partitions = account.node().engine().partitions().size();

        assertThat(created)
                .isBetween(
                        Account.MACHINES,
                        Account.MACHINES + partitions * MachineCounts.BETWEEN_WALKS);
        assertThat(account.create("m0").creationDate()).isNotNull();
    }

    @Test
    void accounts_and_regions_have_machines_of_their_own() {
        account.create("m");
        Caller us = TestNode.CALLER;
        account.node()
                .callAs(
                        new Caller(
                                us.account(),
                                "eu-west-1",
                                us.accessKeyId(),
                                us.endpoint(),
                                us.requestId(),
                                us.traceHeader()));

        ListStateMachinesResponse none =
                account.node().call(ListStateMachinesRequest.builder().build());

        assertThat(none.stateMachines()).isEmpty();
        assertThat(account.create("m").stateMachineArn())
                .isEqualTo("arn:aws:states:eu-west-1:000000000000:stateMachine:m");
    }

    @Test
    void a_deleted_machine_is_gone_and_its_name_free() {
        account.create("m", it -> it.publish(true));

        delete("m");
        account.node().runUntilQuiet();

        assertThat(account.create("m", it -> it.type(StateMachineType.EXPRESS)).creationDate())
                .isNotNull();
        account.refused(
                DescribeStateMachineRequest.builder()
                        .stateMachineArn(Account.machine("m:1"))
                        .build(),
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + Account.machine("m:1") + "'");
    }

    @Test
    void a_deletion_goes_on_until_no_execution_is_left_also_across_a_crash() {
        account.create("m");
        account.run(5);
        delete("m");

        assertThat(account.describe(Account.machine("m")).status())
                .isEqualTo(StateMachineStatus.DELETING);
        refused(
                any -> {},
                "StateMachineDeleting",
                "State Machine is being deleted: '" + Account.machine("m") + "'");
        delete("m");
        account.node().crashAndRestart();
        account.advance(Duration.ofSeconds(1));

        account.refused(
                DescribeStateMachineRequest.builder().stateMachineArn(Account.machine("m")).build(),
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + Account.machine("m") + "'");
    }

    @Test
    void what_is_not_there_can_be_deleted() {
        delete("none");
    }
}
