package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;

class RedrivePolicyTest {
    private static final String DENIED =
            "The redrive allow policy of the dead-letter queue doesn't permit this source queue.";

    private final Account account = new Account();

    @Test
    void numbers_may_be_texts_and_are_told_as_numbers() {
        account.create("dlq");
        String url = account.create("q");
        account.set(
                url,
                "RedrivePolicy",
                " {\"maxReceiveCount\" : \"7\", \"deadLetterTargetArn\":\""
                        + Account.arn("dlq")
                        + "\"}");
        assertThat(account.get(url, "RedrivePolicy"))
                .isEqualTo(Map.of("RedrivePolicy", Account.redrive("dlq", 7)));
        account.set(url, "RedrivePolicy", "");
        assertThat(account.get(url, "RedrivePolicy")).isEmpty();
    }

    @Test
    void what_is_no_redrive_policy_is_refused() {
        account.create("dlq");
        account.create("dlq.fifo", "FifoQueue", "true");
        String url = account.create("q");
        String table =
                """
                text                                        | Redrive policy is not a valid JSON map.
                [1]                                         | Redrive policy is not a valid JSON map.
                {}                                          | Redrive policy does not contain mandatory attribute: maxReceiveCount.
                {"deadLetterTargetArn":"ARN:dlq"}           | Redrive policy does not contain mandatory attribute: maxReceiveCount.
                {"maxReceiveCount":1}                       | Redrive policy does not contain mandatory attribute: deadLetterTargetArn.
                {"maxReceiveCount":1,"deadLetterTargetArn":"ARN:dlq","x":1} | Only following attributes are supported: [deadLetterTargetArn, maxReceiveCount].
                {"maxReceiveCount":0,"deadLetterTargetArn":"ARN:dlq"} | Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.
                {"maxReceiveCount":1001,"deadLetterTargetArn":"ARN:dlq"} | Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.
                {"maxReceiveCount":"many","deadLetterTargetArn":"ARN:dlq"} | Invalid value for maxReceiveCount: many, valid values are from 1 to 1000 both inclusive.
                {"maxReceiveCount":1,"deadLetterTargetArn":"dlq"} | Invalid value for deadLetterTargetArn.
                {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sns:us-east-1:000000000000:dlq"} | Invalid value for deadLetterTargetArn.
                {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:000000000000:dlq"} | Invalid value for deadLetterTargetArn.
                {"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000001:dlq"} | Dead letter target owner should be same as the source.
                {"maxReceiveCount":1,"deadLetterTargetArn":"ARN:dlq.fifo"} | Dead-letter queue must be same type of queue as the source.
                {"maxReceiveCount":1,"deadLetterTargetArn":"ARN:none"} | Dead letter target does not exist.
                """;
        for (List<String> row : Cases.of(table)) {
            String policy = row.get(0).replace("ARN:", Account.arn(""));
            account.refused(
                    Account.change(url, "RedrivePolicy", policy),
                    "InvalidParameterValue",
                    "Value "
                            + policy
                            + " for parameter RedrivePolicy is invalid. Reason: "
                            + row.get(1));
        }
    }

    @Test
    void a_fifo_queue_needs_a_fifo_dead_letter_queue() {
        account.create("dlq.fifo", "FifoQueue", "true");
        String url =
                account.create(
                        "q.fifo",
                        "FifoQueue",
                        "true",
                        "RedrivePolicy",
                        Account.redrive("dlq.fifo", 1));
        assertThat(account.get(url, "RedrivePolicy")).hasSize(1);
    }

    @Test
    void a_dead_letter_queue_says_whose_it_is() {
        String dlq = account.create("dlq");
        String url = account.create("q");
        String policy = Account.redrive("dlq", 1);
        String refusal =
                "Value " + policy + " for parameter RedrivePolicy is invalid. Reason: " + DENIED;

        account.set(dlq, "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        account.refused(
                Account.change(url, "RedrivePolicy", policy), "InvalidParameterValue", refusal);

        String byQueue =
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\""
                        + Account.arn("other")
                        + "\"]}";
        account.set(dlq, "RedriveAllowPolicy", byQueue);
        assertThat(account.get(dlq, "RedriveAllowPolicy"))
                .isEqualTo(Map.of("RedriveAllowPolicy", byQueue));
        account.refused(
                Account.change(url, "RedrivePolicy", policy), "InvalidParameterValue", refusal);
        account.create("other", "RedrivePolicy", policy);

        account.set(dlq, "RedriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
        account.set(url, "RedrivePolicy", policy);
        assertThat(account.get(url, "RedrivePolicy")).hasSize(1);
    }

    @Test
    void what_is_no_redrive_allow_policy_is_refused() {
        String url = account.create("dlq");
        String format = "It's in an unsupported format.";
        String table =
                """
                text                                | FORMAT
                {}                                  | FORMAT
                {"redrivePermission":"some"}        | FORMAT
                {"redrivePermission":1}             | FORMAT
                {"redrivePermission":"denyAll","x":1} | FORMAT
                {"redrivePermission":"byQueue","sourceQueueArns":"ARN:q"} | FORMAT
                {"redrivePermission":"byQueue","sourceQueueArns":["q"]} | FORMAT
                {"redrivePermission":"byQueue","sourceQueueArns":[1]} | FORMAT
                {"redrivePermission":"byQueue"}     | When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.
                {"redrivePermission":"byQueue","sourceQueueArns":[]} | When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.
                {"redrivePermission":"allowAll","sourceQueueArns":["ARN:q"]} | You can specify sourceQueueArns only when redrivePermission is set to byQueue.
                {"redrivePermission":"byQueue","sourceQueueArns":["1","2","3","4","5","6","7","8","9","10","11"]} | You can specify at most 10 sourceQueueArns values.
                """;
        for (List<String> row : Cases.of(table)) {
            String policy = row.get(0).replace("ARN:", Account.arn(""));
            account.refused(
                    Account.change(url, "RedriveAllowPolicy", policy),
                    "InvalidParameterValue",
                    "Value "
                            + policy
                            + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS"
                            + " can't create the redrive allow policy. "
                            + row.get(1).replace("FORMAT", format));
        }
    }

    @Test
    void the_sources_of_a_dead_letter_queue_are_listed_in_pages() {
        String dlq = account.create("dlq");
        account.create("unrelated");
        List<String> sources = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            sources.add(account.create(name, "RedrivePolicy", Account.redrive("dlq", 1)));
        }
        ListDeadLetterSourceQueuesRequest request =
                ListDeadLetterSourceQueuesRequest.builder().queueUrl(dlq).build();
        ListDeadLetterSourceQueuesResponse all = account.node().call(request);
        assertThat(all.queueUrls()).isEqualTo(sources);
        assertThat(all.nextToken()).isNull();

        List<String> listed = new ArrayList<>();
        int pages = 0;
        for (String token = null; token != null || pages == 0; pages++) {
            ListDeadLetterSourceQueuesResponse page =
                    account.node().call(request.toBuilder().maxResults(2).nextToken(token).build());
            listed.addAll(page.queueUrls());
            token = page.nextToken();
        }
        assertThat(listed).isEqualTo(sources);
        assertThat(pages).isEqualTo(3);

        account.delete(sources.getFirst());
        ListDeadLetterSourceQueuesResponse rest = account.node().call(request);
        assertThat(rest.queueUrls()).isEqualTo(sources.subList(1, 5));
        ListDeadLetterSourceQueuesResponse none =
                account.node().call(request.toBuilder().queueUrl(sources.getLast()).build());
        assertThat(none.hasQueueUrls()).isTrue();
        assertThat(none.queueUrls()).isEmpty();
    }
}
