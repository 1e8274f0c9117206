package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

class ListQueuesTest {
    private static final String BASE = "http://localhost:4566/000000000000/";

    private final Account account = new Account();

    private ListQueuesResponse list(ListQueuesRequest.Builder request) {
        return account.node().call(request.build());
    }

    private void createSome() {
        for (String name : List.of("b2", "a1", "b1", "b", "c", "B3")) {
            account.create(name);
        }
    }

    @Test
    void nothing_is_listed_where_nothing_is() {
        ListQueuesResponse none = list(ListQueuesRequest.builder());
        assertThat(none.hasQueueUrls()).isFalse();
        assertThat(none.nextToken()).isNull();
    }

    @Test
    void queues_are_listed_by_prefix() {
        createSome();
        assertThat(list(ListQueuesRequest.builder()).queueUrls()).hasSize(6);
        assertThat(list(ListQueuesRequest.builder().queueNamePrefix("b")).queueUrls())
                .containsExactly(BASE + "b", BASE + "b1", BASE + "b2");
        assertThat(list(ListQueuesRequest.builder().queueNamePrefix("x")).hasQueueUrls()).isFalse();
    }

    @Test
    void pages_are_given_only_to_who_asks_for_them() {
        createSome();
        ListQueuesResponse first =
                list(ListQueuesRequest.builder().queueNamePrefix("b").maxResults(2));
        assertThat(first.queueUrls()).containsExactly(BASE + "b", BASE + "b1");
        assertThat(first.nextToken()).isNotNull();

        account.delete(BASE + "b1"); // the page goes on behind it all the same
        ListQueuesResponse second =
                list(
                        ListQueuesRequest.builder()
                                .queueNamePrefix("b")
                                .maxResults(2)
                                .nextToken(first.nextToken()));
        assertThat(second.queueUrls()).containsExactly(BASE + "b2");
        assertThat(second.nextToken()).isNull();

        ListQueuesResponse elsewhere =
                list(
                        ListQueuesRequest.builder()
                                .queueNamePrefix("a")
                                .maxResults(2)
                                .nextToken(first.nextToken()));
        assertThat(elsewhere.queueUrls()).isEmpty();
    }

    @Test
    void pages_follow_rules() {
        for (int size : List.of(0, -1, 1001)) {
            account.refused(
                    ListQueuesRequest.builder().maxResults(size).build(),
                    "InvalidParameterValue",
                    "Value "
                            + size
                            + " for parameter MaxResults is invalid. Reason: MaxResults must be an"
                            + " integer between 1 and 1000.");
        }
        account.refused(
                ListQueuesRequest.builder().nextToken("MTph").build(),
                "InvalidParameterValue",
                "MaxResults is a mandatory parameter when you provide a value for NextToken.");
        for (String token : List.of("!", "AAAA")) {
            account.refused(
                    ListQueuesRequest.builder().maxResults(1).nextToken(token).build(),
                    "InvalidParameterValue",
                    "Value "
                            + token
                            + " for parameter NextToken is invalid. Reason: Invalid or expired next"
                            + " token.");
        }
    }

    @Test
    void accounts_and_regions_do_not_see_each_other() {
        account.create("q");
        account.callFrom("111111111111", "us-east-1");
        assertThat(list(ListQueuesRequest.builder()).hasQueueUrls()).isFalse();
        account.create("q", "DelaySeconds", "1");
        account.callFrom("000000000000", "eu-west-1");
        assertThat(list(ListQueuesRequest.builder()).hasQueueUrls()).isFalse();
        account.create("q", "DelaySeconds", "2");
        account.callFrom("000000000000", "us-east-1");
        assertThat(list(ListQueuesRequest.builder()).queueUrls()).containsExactly(BASE + "q");
        assertThat(account.get(BASE + "q", "DelaySeconds")).containsValue("0");
    }

    @Test
    void a_queue_is_found_by_its_name() {
        account.create("q");
        GetQueueUrlRequest request = GetQueueUrlRequest.builder().queueName("q").build();
        GetQueueUrlResponse own = account.node().call(request);
        assertThat(own.queueUrl()).isEqualTo(BASE + "q");
        account.callFrom("111111111111", "us-east-1");
        account.refused(request, "QueueDoesNotExist", "The specified queue does not exist.");
        GetQueueUrlResponse others =
                account.node()
                        .call(request.toBuilder().queueOwnerAWSAccountId("000000000000").build());
        assertThat(others.queueUrl()).isEqualTo(BASE + "q");
    }

    @Test
    void a_deleted_queue_is_gone_at_once() {
        account.delete(account.create("q"));
        assertThat(list(ListQueuesRequest.builder()).hasQueueUrls()).isFalse();
        account.refused(
                GetQueueUrlRequest.builder().queueName("q").build(),
                "QueueDoesNotExist",
                "The specified queue does not exist.");
    }
}
