package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;

class ScheduleGroupTest {
    private static final String ARN = "arn:aws:scheduler:us-east-1:000000000000:schedule-group/g";

    private final Account account = new Account();

    private GetScheduleGroupResponse get(String name) {
        return account.node().call(GetScheduleGroupRequest.builder().name(name).build());
    }

    private ListScheduleGroupsResponse list(ListScheduleGroupsRequest.Builder request) {
        return account.node().call(request.build());
    }

    private static DeleteScheduleGroupRequest deletion(String name) {
        return DeleteScheduleGroupRequest.builder().name(name).build();
    }

    @Test
    void a_group_is_created_and_told() {
        CreateScheduleGroupResponse created =
                account.node().call(CreateScheduleGroupRequest.builder().name("g").build());
        assertThat(created.scheduleGroupArn()).isEqualTo(ARN);
        account.node().crashAndRestart();
        assertThat(get("g"))
                .isEqualTo(
                        GetScheduleGroupResponse.builder()
                                .arn(ARN)
                                .name("g")
                                .state(ScheduleGroupState.ACTIVE)
                                .creationDate(account.now())
                                .lastModificationDate(account.now())
                                .build());
    }

    @Test
    void the_same_call_made_again_is_no_conflict() {
        var request =
                CreateScheduleGroupRequest.builder()
                        .name("g")
                        .clientToken("t")
                        .tags(Tag.builder().key("k").value("v").build());
        account.node().call(request.build());
        account.node().call(request.build());
        account.refused(
                request.clientToken("u").build(),
                "ConflictException",
                "Schedule group g already exists.");
    }

    @Test
    void everybody_has_a_default_group_that_cannot_be_made_or_deleted() {
        Instant first = account.now();
        assertThat(get("default").state()).isEqualTo(ScheduleGroupState.ACTIVE);
        account.advance(Duration.ofDays(1));
        assertThat(get("default").creationDate()).isEqualTo(first);
        account.refused(
                CreateScheduleGroupRequest.builder().name("default").build(),
                "ConflictException",
                "Schedule group default already exists.");
        account.refused(
                deletion("default"),
                "ValidationException",
                "The default schedule group cannot be deleted.");
    }

    @Test
    void groups_are_listed_by_name_in_pages() {
        assertThat(list(ListScheduleGroupsRequest.builder()).scheduleGroups())
                .extracting(ScheduleGroupSummary::name)
                .containsExactly("default");
        IntStream.range(10, 35).forEach(i -> account.createGroup("g-" + i));
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            ListScheduleGroupsResponse page =
                    list(ListScheduleGroupsRequest.builder().maxResults(10).nextToken(token));
            assertThat(page.scheduleGroups()).hasSizeLessThanOrEqualTo(10);
            page.scheduleGroups().forEach(group -> names.add(group.name()));
            token = page.nextToken();
        } while (token != null);
        assertThat(names).hasSize(26).isSorted().startsWith("default", "g-10").endsWith("g-34");
        assertThat(list(ListScheduleGroupsRequest.builder().namePrefix("g-1")).scheduleGroups())
                .hasSize(10);
        account.refused(
                ListScheduleGroupsRequest.builder().nextToken("%").build(),
                "ValidationException",
                "Invalid NextToken.");
    }

    @Test
    void a_group_goes_with_all_its_schedules_and_its_name_is_free_then() {
        account.createGroup("g");
        account.createGroup("g2");
        for (int i = 0; i < 1_500; i++) {
            account.create("s-" + i, "cron(0 12 * * ? *)", it -> it.groupName("g"));
        }
        account.create("other", "cron(0 12 * * ? *)", it -> it.groupName("g2"));
        Pending<DeleteScheduleGroupResponse> deleting = account.node().start(deletion("g"));
        SplittableRandom steps = new SplittableRandom(1);
        while (!deleting.ended()) {
            account.node().work(steps);
        }
        assertThat(get("g").state()).isEqualTo(ScheduleGroupState.DELETING);
        account.refused(
                Account.schedule("s", "rate(1 hour)").groupName("g").build(),
                "ConflictException",
                "Schedule group g is being deleted.");
        account.refused(
                CreateScheduleGroupRequest.builder().name("g").build(),
                "ConflictException",
                "Schedule group g is being deleted.");
        account.node().call(deletion("g"));
        account.node().crashAndRestart();

        account.advance(Duration.ofSeconds(1));
        account.refused(
                GetScheduleGroupRequest.builder().name("g").build(),
                "ResourceNotFoundException",
                "Schedule group g does not exist.");
        account.refused(
                deletion("g"), "ResourceNotFoundException", "Schedule group g does not exist.");
        account.createGroup("g");
        ListSchedulesResponse left = account.node().call(ListSchedulesRequest.builder().build());
        assertThat(left.schedules()).singleElement().returns("other", it -> it.name());
        account.advance(Duration.ofDays(1));
        assertThat(account.bodies()).hasSize(1);
    }

    /** A schedule is created before the group's end and goes with it, or is refused. */
    @Test
    void no_schedule_survives_its_group_however_close_they_come() {
        for (int seed = 0; seed < 200; seed++) {
            Account racing = new Account();
            racing.createGroup("g");
            SplittableRandom random = new SplittableRandom(seed);
            Pending<DeleteScheduleGroupResponse> deleting = racing.node().start(deletion("g"));
            List<Pending<CreateScheduleResponse>> creating = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                for (int steps = random.nextInt(4); steps > 0; steps--) {
                    racing.node().work(random);
                }
                creating.add(
                        racing.node()
                                .start(
                                        Account.schedule("s" + i, "rate(1 hour)")
                                                .groupName("g")
                                                .build()));
            }
            racing.advance(Duration.ofSeconds(1));
            assertThat(deleting.ended()).isTrue();
            assertThat(creating).allMatch(Pending::ended);
            ListSchedulesResponse left = racing.node().call(ListSchedulesRequest.builder().build());
            assertThat(left.schedules()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void a_deletion_that_is_made_again_with_its_token_finds_its_work_done() {
        account.createGroup("g");
        DeleteScheduleGroupRequest deletion = deletion("g").toBuilder().clientToken("t").build();
        account.node().call(deletion);
        account.advance(Duration.ofSeconds(1));
        account.node().call(deletion);
        account.refused(
                deletion.toBuilder().clientToken("u").build(),
                "ResourceNotFoundException",
                "Schedule group g does not exist.");
    }

    // Tags.

    private Map<String, String> tags(String arn) {
        ListTagsForResourceResponse response =
                account.node().call(ListTagsForResourceRequest.builder().resourceArn(arn).build());
        return response.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static TagResourceRequest tagging(String arn, String key, String value) {
        return TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    @Test
    void tags_are_added_replaced_and_removed() {
        account.node()
                .call(
                        CreateScheduleGroupRequest.builder()
                                .name("g")
                                .tags(Tag.builder().key("a").value("1").build())
                                .build());
        account.node().call(tagging(ARN, "b", "2"));
        account.node().call(tagging(ARN, "a", "3"));
        assertThat(tags(ARN)).isEqualTo(Map.of("a", "3", "b", "2"));
        account.node()
                .call(UntagResourceRequest.builder().resourceArn(ARN).tagKeys("a", "x").build());
        account.node().crashAndRestart();
        assertThat(tags(ARN)).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void the_default_group_has_tags_too() {
        String arn = "arn:aws:scheduler:us-east-1:000000000000:schedule-group/default";
        assertThat(tags(arn)).isEmpty();
        account.node().call(tagging(arn, "a", "1"));
        assertThat(tags(arn)).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void tags_follow_rules() {
        account.createGroup("g");
        account.refused(
                tagging(ARN, "aws:x", "1"),
                "ValidationException",
                "Tag keys that begin with aws: are reserved and cannot be set: aws:x");
        for (int i = 0; i < 50; i++) {
            account.node().call(tagging(ARN, "k" + i, "v"));
        }
        account.refused(
                tagging(ARN, "more", "v"),
                "ValidationException",
                "A schedule group can have at most 50 tags.");
        account.refused(
                tagging(ARN + "x", "k", "v"),
                "ResourceNotFoundException",
                "Schedule group gx does not exist.");
        account.refused(
                tagging("arn:aws:scheduler:us-east-1:000000000000:schedule/default/s", "k", "v"),
                "ValidationException",
                "Invalid ResourceArn"
                        + " arn:aws:scheduler:us-east-1:000000000000:schedule/default/s.");
    }
}
