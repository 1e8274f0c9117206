package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.ActivityListItem;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAliasListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** Every operation of Step Functions on definitions: machines, versions, aliases, activities. */
interface Machines extends Scenario {
    String ROLE = "arn:aws:iam::" + Access.ACCOUNT + ":role/workflows";

    /** A definition that says one word and is done. */
    static String saying(String word) {
        return "{\"StartAt\":\"Say\",\"States\":{\"Say\":{\"Type\":\"Pass\",\"Result\":\""
                + word
                + "\",\"End\":true}}}";
    }

    /** Creates a machine with a name of its own and gives its ARN. */
    default String newMachine(String definition, Consumer<CreateStateMachineRequest.Builder> more) {
        return states().createStateMachine(
                        m -> {
                            m.name(Scenario.newName()).definition(definition).roleArn(ROLE);
                            more.accept(m);
                        })
                .stateMachineArn();
    }

    default String newMachine(String definition) {
        return newMachine(definition, any -> {});
    }

    @Test
    default void a_machine_is_created_told_changed_listed_and_deleted() {
        String arn = newMachine(saying("one"), m -> m.type(StateMachineType.EXPRESS));

        DescribeStateMachineResponse machine =
                states().describeStateMachine(d -> d.stateMachineArn(arn));
        assertThat(machine.definition()).isEqualTo(saying("one"));
        assertThat(machine.type()).isEqualTo(StateMachineType.EXPRESS);
        assertThat(machine.creationDate()).isNotNull();
        String revision =
                states().updateStateMachine(u -> u.stateMachineArn(arn).definition(saying("two")))
                        .revisionId();
        assertThat(states().describeStateMachine(d -> d.stateMachineArn(arn)).revisionId())
                .isEqualTo(revision);
        assertThat(states().listStateMachines(l -> l.maxResults(1000)).stateMachines())
                .extracting(StateMachineListItem::stateMachineArn)
                .contains(arn);

        states().deleteStateMachine(d -> d.stateMachineArn(arn));

        Await.until("the deletion of the machine", SOON, () -> isGone(arn));
    }

    private boolean isGone(String machine) {
        try {
            states().describeStateMachine(d -> d.stateMachineArn(machine));
            return false;
        } catch (SfnException e) {
            return e.awsErrorDetails().errorCode().equals("StateMachineDoesNotExist");
        }
    }

    /** What a call is refused with: the code, for the CLI knows no types of errors. */
    static AwsErrorDetails refusal(ThrowingCallable call) {
        return catchThrowableOfType(SfnException.class, call).awsErrorDetails();
    }

    @Test
    default void a_wrong_definition_is_refused_and_its_faults_are_told() {
        String wrong = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\"}}}";

        AwsErrorDetails refusal = refusal(() -> newMachine(wrong));
        ValidateStateMachineDefinitionResponse found =
                states().validateStateMachineDefinition(v -> v.definition(wrong));

        assertThat(refusal.errorCode()).isEqualTo("InvalidDefinition");
        assertThat(refusal.errorMessage()).startsWith("Invalid State Machine Definition: '");
        assertThat(found.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(found.diagnostics()).isNotEmpty();
    }

    @Test
    default void versions_are_published_named_by_aliases_and_deleted() {
        String arn = newMachine(saying("one"), m -> m.publish(true).versionDescription("first"));
        states().updateStateMachine(u -> u.stateMachineArn(arn).definition(saying("two")));
        String second =
                states().publishStateMachineVersion(p -> p.stateMachineArn(arn))
                        .stateMachineVersionArn();

        assertThat(
                        states().listStateMachineVersions(l -> l.stateMachineArn(arn))
                                .stateMachineVersions())
                .extracting(StateMachineVersionListItem::stateMachineVersionArn)
                .containsExactly(arn + ":2", arn + ":1");
        String alias =
                states().createStateMachineAlias(a ->
                                a.name("PROD")
                                        .routingConfiguration(
                                                route(arn + ":1", 60), route(second, 40)))
                        .stateMachineAliasArn();
        states().updateStateMachineAlias(u ->
                u.stateMachineAliasArn(alias)
                        .description("what customers get")
                        .routingConfiguration(route(second, 100)));
        DescribeStateMachineAliasResponse told =
                states().describeStateMachineAlias(d -> d.stateMachineAliasArn(alias));
        assertThat(told.routingConfiguration()).containsExactly(route(second, 100));
        assertThat(told.description()).isEqualTo("what customers get");
        assertThat(
                        states().listStateMachineAliases(l -> l.stateMachineArn(arn))
                                .stateMachineAliases())
                .extracting(StateMachineAliasListItem::stateMachineAliasArn)
                .containsExactly(alias);
        AwsErrorDetails conflict =
                refusal(() ->
                        states().deleteStateMachineVersion(d -> d.stateMachineVersionArn(second)));
        assertThat(conflict.errorCode()).isEqualTo("ConflictException");
        states().deleteStateMachineAlias(d -> d.stateMachineAliasArn(alias));
        states().deleteStateMachineVersion(d -> d.stateMachineVersionArn(second));
        assertThat(
                        states().listStateMachineVersions(l -> l.stateMachineArn(arn))
                                .stateMachineVersions())
                .hasSize(1);
    }

    private static RoutingConfigurationListItem route(String version, int weight) {
        return RoutingConfigurationListItem.builder()
                .stateMachineVersionArn(version)
                .weight(weight)
                .build();
    }

    @Test
    default void machines_have_tags() {
        String arn =
                newMachine(
                        saying("one"),
                        m -> m.tags(Tag.builder().key("team").value("kitchen").build()));

        states().tagResource(t ->
                t.resourceArn(arn).tags(Tag.builder().key("stage").value("test").build()));
        states().untagResource(u -> u.resourceArn(arn).tagKeys("team"));

        assertThat(states().listTagsForResource(l -> l.resourceArn(arn)).tags())
                .isEqualTo(List.of(Tag.builder().key("stage").value("test").build()));
    }

    @Test
    default void an_activity_is_created_told_listed_and_deleted() {
        String name = Scenario.newName();
        String arn = states().createActivity(a -> a.name(name)).activityArn();

        assertThat(states().describeActivity(d -> d.activityArn(arn)).name()).isEqualTo(name);
        assertThat(states().listActivities(l -> l.maxResults(1000)).activities())
                .extracting(ActivityListItem::activityArn)
                .contains(arn);
        states().deleteActivity(d -> d.activityArn(arn));
        AwsErrorDetails refusal = refusal(() -> states().describeActivity(d -> d.activityArn(arn)));
        assertThat(refusal.errorCode()).isEqualTo("ActivityDoesNotExist");
    }
}
