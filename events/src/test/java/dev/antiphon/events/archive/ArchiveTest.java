package dev.antiphon.events.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.events.Outpost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.ArchiveState;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;
import software.amazon.awssdk.services.eventbridge.model.ListArchivesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListArchivesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.UpdateArchiveRequest;

class ArchiveTest {
    private final Outpost outpost = new Outpost();

    private static CreateArchiveRequest.Builder archive(String name) {
        return CreateArchiveRequest.builder().archiveName(name).eventSourceArn(Outpost.DEFAULT_BUS);
    }

    private void create(String name, @Nullable String pattern, int days) {
        outpost.call(archive(name).eventPattern(pattern).retentionDays(days).build());
    }

    private DescribeArchiveResponse described(String name) {
        return outpost.call(DescribeArchiveRequest.builder().archiveName(name).build());
    }

    private List<String> rules() {
        ListRulesResponse rules = outpost.call(ListRulesRequest.builder().build());
        return rules.rules().stream().map(Rule::name).toList();
    }

    @Test
    void an_archive_gets_the_events_of_its_bus_that_match() {
        CreateArchiveResponse created =
                outpost.call(archive("a").eventPattern("{\"source\":[\"shop\"]}").build());
        assertThat(created.archiveArn()).isEqualTo(Outpost.PREFIX + "archive/a");
        assertThat(created.state()).isEqualTo(ArchiveState.ENABLED);
        create("all", null, 0);

        outpost.put("shop", "{}", null);
        outpost.put("shop", "{\"more\":1}", null);
        outpost.put("bank", "{}", null);

        assertThat(described("a").eventCount()).isEqualTo(2);
        assertThat(described("all").eventCount()).isEqualTo(3);
        assertThat(described("a").sizeBytes()).isBetween(300L, 600L);
        assertThat(described("a").retentionDays()).isZero();
        assertThat(described("a").eventSourceArn()).isEqualTo(Outpost.DEFAULT_BUS);
    }

    @Test
    void the_rule_behind_it_is_shown_as_managed_and_goes_with_it() {
        create("a", "{\"source\":[\"shop\"]}", 0);
        ListRulesResponse rules = outpost.call(ListRulesRequest.builder().build());
        Rule rule = rules.rules().getFirst();

        assertThat(rule.name()).isEqualTo("Events-Archive-a");
        assertThat(rule.managedBy()).isEqualTo("prod.vhs.events.aws.internal");
        assertThat(rule.eventPattern())
                .isEqualTo("{\"source\":[\"shop\"],\"replay-name\":[{\"exists\":false}]}");

        outpost.call(DeleteArchiveRequest.builder().archiveName("a").build());
        assertThat(rules()).isEmpty();
    }

    @Test
    void an_update_changes_what_it_takes_from_then_on() {
        create("a", null, 0);
        outpost.put("shop", "{}", null);
        outpost.call(
                UpdateArchiveRequest.builder()
                        .archiveName("a")
                        .eventPattern("{\"source\":[\"bank\"]}")
                        .retentionDays(3)
                        .build());
        outpost.put("shop", "{}", null);
        outpost.put("bank", "{}", null);

        assertThat(described("a").eventCount()).isEqualTo(2);
        assertThat(described("a").retentionDays()).isEqualTo(3);
        assertThat(rules()).containsExactly("Events-Archive-a");
    }

    @Test
    void what_is_older_than_the_retention_goes_and_what_came_late_stays_as_long() {
        create("a", null, 2);
        create("ever", null, 0);
        Instant start = outpost.node().clock().instant();
        for (int i = 0; i < 600; i++) {
            outpost.put("shop", "{}", null);
        }
        outpost.node().advance(Duration.ofDays(1));
        outpost.put("shop", "{\"late\":true}", start.minus(Duration.ofDays(9)));
        outpost.put("shop", "{\"future\":true}", start.plus(Duration.ofDays(30)));

        outpost.node().advance(Duration.ofHours(23));
        assertThat(described("a").eventCount()).isEqualTo(602);
        outpost.node().advance(Duration.ofHours(2));
        assertThat(described("a").eventCount()).isEqualTo(2);
        outpost.node().advance(Duration.ofDays(1));
        assertThat(described("a").eventCount()).isEqualTo(1);
        outpost.node().advance(Duration.ofDays(31));
        assertThat(described("a").eventCount()).isZero();
        assertThat(described("a").sizeBytes()).isZero();
        assertThat(described("ever").eventCount()).isEqualTo(602);
    }

    @Test
    void an_archive_of_the_same_name_begins_empty() {
        create("a", null, 1);
        outpost.put("shop", "{}", null);
        outpost.call(DeleteArchiveRequest.builder().archiveName("a").build());
        create("a", null, 1);

        assertThat(described("a").eventCount()).isZero();
        outpost.put("shop", "{}", null);
        outpost.node().advance(Duration.ofDays(2));
        assertThat(described("a").eventCount()).isZero();
    }

    @Test
    void a_users_rule_of_another_account_puts_nothing_into_it() {
        create("a", null, 0);
        outpost.callFrom("111111111111", "us-east-1");
        outpost.rule(
                null,
                "r",
                "{\"source\":[\"shop\"]}",
                Target.builder().arn(Outpost.PREFIX + "archive/a"));
        outpost.put("shop", "{}", null);
        outpost.callFrom(Outpost.ACCOUNT, "us-east-1");

        assertThat(described("a").eventCount()).isZero();
    }

    @Test
    void listings_take_one_filter() {
        create("b1", null, 0);
        create("b2", null, 0);
        create("a", null, 0);

        ListArchivesResponse all = outpost.call(ListArchivesRequest.builder().limit(2).build());
        ListArchivesResponse some =
                outpost.call(ListArchivesRequest.builder().namePrefix("b").build());
        ListArchivesResponse none =
                outpost.call(ListArchivesRequest.builder().state("DISABLED").build());

        assertThat(all.archives()).extracting("archiveName").containsExactly("a", "b1");
        assertThat(some.archives()).extracting("archiveName").containsExactly("b1", "b2");
        assertThat(none.archives()).isEmpty();
        outpost.refused(
                ListArchivesRequest.builder().namePrefix("b").state("ENABLED").build(),
                "ValidationException",
                "At most one filter is allowed for ListArchives. Use either : State,"
                        + " EventSourceArn, or NamePrefix.");
    }

    @Test
    void what_is_wrong_is_said() {
        create("a", null, 0);
        outpost.refused(
                archive("a").build(),
                "ResourceAlreadyExistsException",
                "Archive a already exists.");
        outpost.refused(
                archive("b").eventSourceArn(Outpost.PREFIX + "event-bus/none").build(),
                "ResourceNotFoundException",
                "Event bus none does not exist.");
        outpost.refused(
                archive("b")
                        .eventSourceArn("arn:aws:events:us-east-1:111111111111:event-bus/default")
                        .build(),
                "ResourceNotFoundException",
                "Event bus default does not exist.");
        outpost.refused(
                archive("b").eventSourceArn(Outpost.PREFIX + "archive/a").build(),
                "ValidationException",
                "Parameter EventSourceArn is not valid. Reason: Must contain an event bus ARN.");
        outpost.refused(
                DescribeArchiveRequest.builder().archiveName("x").build(),
                "ResourceNotFoundException",
                "Archive x does not exist.");
        outpost.refused(
                DeleteArchiveRequest.builder().archiveName("x").build(),
                "ResourceNotFoundException",
                "Archive x does not exist.");
    }
}
