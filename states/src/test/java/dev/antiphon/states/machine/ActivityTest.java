package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ActivityListItem;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.CreateActivityResponse;
import software.amazon.awssdk.services.sfn.model.DeleteActivityRequest;
import software.amazon.awssdk.services.sfn.model.DescribeActivityRequest;
import software.amazon.awssdk.services.sfn.model.DescribeActivityResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.ListActivitiesRequest;
import software.amazon.awssdk.services.sfn.model.ListActivitiesResponse;

class ActivityTest {
    private final Account account = new Account();

    private CreateActivityResponse create(String name) {
        return account.node().call(CreateActivityRequest.builder().name(name).build());
    }

    @Test
    void an_activity_is_created_once() {
        Instant created = create("a").creationDate();
        account.advance(Duration.ofSeconds(1));

        assertThat(create("a").creationDate()).isEqualTo(created);
        account.node().crashAndRestart();
        DescribeActivityResponse activity =
                account.node()
                        .call(
                                DescribeActivityRequest.builder()
                                        .activityArn(Account.activity("a"))
                                        .build());
        assertThat(activity.name()).isEqualTo("a");
        assertThat(activity.creationDate()).isEqualTo(created);
        assertThat(activity.encryptionConfiguration().type())
                .isEqualTo(EncryptionType.AWS_OWNED_KEY);
    }

    @Test
    void its_encryption_stays() {
        create("a");
        account.refused(
                CreateActivityRequest.builder()
                        .name("a")
                        .encryptionConfiguration(
                                e -> e.type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY).kmsKeyId("k"))
                        .build(),
                "ActivityAlreadyExists",
                "Activity Already Exists: '" + Account.activity("a") + "'");
    }

    @Test
    void a_deleted_activity_is_gone() {
        create("a");
        DeleteActivityRequest deletion =
                DeleteActivityRequest.builder().activityArn(Account.activity("a")).build();

        account.node().call(deletion);
        account.node().call(deletion);

        account.refused(
                DescribeActivityRequest.builder().activityArn(Account.activity("a")).build(),
                "ActivityDoesNotExist",
                "Activity Does Not Exist: '" + Account.activity("a") + "'");
    }

    @Test
    void activities_are_listed_page_by_page() {
        List.of("c", "a", "b").forEach(this::create);

        ListActivitiesResponse first =
                account.node().call(ListActivitiesRequest.builder().maxResults(2).build());
        ListActivitiesResponse rest =
                account.node()
                        .call(ListActivitiesRequest.builder().nextToken(first.nextToken()).build());

        assertThat(first.activities()).extracting(ActivityListItem::name).containsExactly("a", "b");
        assertThat(rest.activities()).extracting(ActivityListItem::name).containsExactly("c");
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void an_activity_is_named_by_an_arn_of_its_type() {
        account.refused(
                DescribeActivityRequest.builder().activityArn(Account.machine("m")).build(),
                "InvalidArn",
                "Invalid Arn: 'Resource type not valid in this context: stateMachine'");
    }
}
