package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

class ListSchedulesTest {
    private final Account account = new Account();

    private void create(String group, String name, ScheduleState state) {
        account.create(name, "cron(0 0 1 1 ? 2099)", it -> it.groupName(group).state(state));
    }

    private void create(String group, String name) {
        create(group, name, ScheduleState.ENABLED);
    }

    private ListSchedulesResponse page(ListSchedulesRequest.Builder request) {
        return account.node().call(request.build());
    }

    /** All pages: their schedules as group/name. */
    private List<List<String>> pages(ListSchedulesRequest.Builder request) {
        List<List<String>> pages = new ArrayList<>();
        String token = null;
        do {
            ListSchedulesResponse page = page(request.nextToken(token));
            pages.add(
                    page.schedules().stream()
                            .map(schedule -> schedule.groupName() + "/" + schedule.name())
                            .toList());
            token = page.nextToken();
        } while (token != null);
        return pages;
    }

    private static ListSchedulesRequest.Builder of(@Nullable String group, @Nullable Integer size) {
        return ListSchedulesRequest.builder().groupName(group).maxResults(size);
    }

    @Test
    void schedules_are_listed_by_group_and_name_wherever_they_are() {
        account.createGroup("a");
        account.createGroup("z");
        create("z", "1");
        create("default", "2");
        create("a", "3");
        create("default", "1", ScheduleState.DISABLED);

        assertThat(pages(of(null, null)))
                .containsExactly(List.of("a/3", "default/1", "default/2", "z/1"));
        assertThat(pages(of("default", null))).containsExactly(List.of("default/1", "default/2"));
        assertThat(pages(of(null, null).namePrefix("1")))
                .containsExactly(List.of("default/1", "z/1"));
        assertThat(pages(of("z", null).namePrefix("2"))).containsExactly(List.of());
        assertThat(pages(of(null, null).state(ScheduleState.DISABLED)))
                .containsExactly(List.of("default/1"));
        assertThat(pages(of(null, 2)))
                .containsExactly(List.of("a/3", "default/1"), List.of("default/2", "z/1"));
    }

    @Test
    void pages_neither_skip_nor_repeat() {
        List<String> names = IntStream.range(100, 350).mapToObj(i -> "s-" + i).toList();
        names.forEach(name -> create("default", name));

        for (int size : new int[] {1, 7, 50, 100}) {
            List<List<String>> pages = pages(of(null, size));
            assertThat(pages.stream().flatMap(List::stream))
                    .containsExactlyElementsOf(
                            names.stream().map(name -> "default/" + name).toList());
            assertThat(pages).allMatch(page -> page.size() <= size);
        }
        assertThat(page(of(null, null)).schedules()).hasSize(100);
    }

    @Test
    void a_filter_that_leaves_little_of_much_goes_on_behind_what_was_looked_at() {
        for (int i = 10_000; i < 15_000; i++) {
            create(
                    "default",
                    "s-" + i,
                    i % 1_000 == 999 ? ScheduleState.DISABLED : ScheduleState.ENABLED);
        }

        List<List<String>> pages = pages(of(null, null).state(ScheduleState.DISABLED));
        assertThat(pages).hasSizeBetween(2, 6);
        assertThat(pages.stream().flatMap(List::stream))
                .containsExactly(
                        "default/s-10999",
                        "default/s-11999",
                        "default/s-12999",
                        "default/s-13999",
                        "default/s-14999");
    }

    @Test
    void a_summary_tells_the_target() {
        create("default", "s");

        assertThat(page(of(null, null)).schedules())
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.target().arn()).isEqualTo(Account.queueArn("q"));
                    assertThat(summary.arn())
                            .isEqualTo(
                                    "arn:aws:scheduler:us-east-1:000000000000:schedule/default/s");
                    assertThat(summary.state()).isEqualTo(ScheduleState.ENABLED);
                    assertThat(summary.creationDate()).isEqualTo(account.now());
                    assertThat(summary.lastModificationDate()).isEqualTo(account.now());
                });
    }

    @Test
    void everybody_sees_their_own() {
        create("default", "s");
        Caller other =
                new Caller(
                        "000000000000", "eu-west-1", "other", "http://localhost:4566", "r", null);
        account.node().callAs(other);
        assertThat(page(of(null, null)).schedules()).isEmpty();
        account.node().callAs(TestNode.CALLER);
        assertThat(page(of(null, null)).schedules()).hasSize(1);
    }

    @Test
    void a_group_that_is_not_there_and_a_token_that_is_none_are_refused() {
        account.refused(
                of("none", null).build(),
                "ResourceNotFoundException",
                "Schedule group none does not exist.");
        account.refused(
                of(null, null).nextToken("x").build(), "ValidationException", "Invalid NextToken.");
    }
}
