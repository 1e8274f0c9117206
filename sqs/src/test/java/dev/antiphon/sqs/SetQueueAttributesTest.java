package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetQueueAttributesTest {
    private final Account account = new Account();

    @Test
    void what_is_not_named_stays() {
        String url =
                account.create("q", "MessageRetentionPeriod", "604800", "VisibilityTimeout", "20");
        account.node().advance(Duration.ofSeconds(5));
        account.set(
                url,
                "MaximumMessageSize",
                "2048",
                "VisibilityTimeout",
                "69",
                "DelaySeconds",
                "420");
        assertThat(account.get(url, "All"))
                .containsEntry("MaximumMessageSize", "2048")
                .containsEntry("VisibilityTimeout", "69")
                .containsEntry("DelaySeconds", "420")
                .containsEntry("MessageRetentionPeriod", "604800")
                .containsEntry("CreatedTimestamp", "1767225600")
                .containsEntry("LastModifiedTimestamp", "1767225605");
    }

    @Test
    void a_change_with_one_bad_value_changes_nothing() {
        String url = account.create("q");
        account.refused(
                Account.change(url, "DelaySeconds", "1", "VisibilityTimeout", "x"),
                "InvalidAttributeValue",
                "Invalid value for the parameter VisibilityTimeout.");
        assertThat(account.get(url, "DelaySeconds")).isEqualTo(Map.of("DelaySeconds", "0"));
    }

    @Test
    void the_type_of_a_queue_cannot_be_changed() {
        String standard = account.create("q");
        for (String value : List.of("true", "false")) {
            account.refused(
                    Account.change(standard, "FifoQueue", value),
                    "InvalidAttributeName",
                    "Unknown Attribute FifoQueue.");
        }
        String fifo = account.create("q.fifo", "FifoQueue", "true");
        account.set(fifo, "FifoQueue", "true");
        account.refused(
                Account.change(fifo, "FifoQueue", "false"),
                "InvalidAttributeValue",
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
                        + " supported.");
    }

    @Test
    void a_kms_key_takes_the_place_of_managed_encryption() {
        String url = account.create("q");
        account.set(url, "KmsMasterKeyId", "testKeyId", "KmsDataKeyReusePeriodSeconds", "6000");
        assertThat(account.get(url, "All"))
                .containsEntry("KmsMasterKeyId", "testKeyId")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "6000")
                .containsEntry("SqsManagedSseEnabled", "false");
        account.set(url, "KmsMasterKeyId", "", "KmsDataKeyReusePeriodSeconds", "300");
        assertThat(account.get(url, "All"))
                .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
                .containsEntry("SqsManagedSseEnabled", "false");
        account.set(url, "KmsMasterKeyId", "again");
        account.set(url, "SqsManagedSseEnabled", "true");
        assertThat(account.get(url, "All"))
                .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
                .containsEntry("SqsManagedSseEnabled", "true");
    }

    @Test
    void both_kinds_of_encryption_at_once_are_refused() {
        String url = account.create("q");
        account.refused(
                Account.change(url, "KmsMasterKeyId", "testKeyId", "SqsManagedSseEnabled", "true"),
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either"
                        + " enable KMS SSE or SQS SSE.");
        account.set(url, "SqsManagedSseEnabled", "false", "KmsMasterKeyId", "testKeyId");
        assertThat(account.get(url, "KmsMasterKeyId", "SqsManagedSseEnabled"))
                .isEqualTo(Map.of("KmsMasterKeyId", "testKeyId", "SqsManagedSseEnabled", "false"));
    }

    @Test
    void a_policy_is_kept_and_told() {
        String url = account.create("q");
        account.set(
                url,
                "Policy",
                """

                {
                  "Version":"2012-10-17",
                  "Statement":[
                    {
                      "Effect": "Allow",
                      "Principal": { "AWS": "*" },
                      "Action": "sqs:SendMessage",
                      "Resource": "'$sqs_queue_arn'",
                      "Condition":{"ArnEquals":{"aws:SourceArn":"'$sns_topic_arn'"}}
                    }
                  ]
                }
                """);
        assertThat(account.get(url, "Policy"))
                .isEqualTo(
                        Map.of(
                                "Policy",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                        + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sqs:SendMessage\","
                                        + "\"Resource\":\"'$sqs_queue_arn'\",\"Condition\":"
                                        + "{\"ArnEquals\":{\"aws:SourceArn\":\"'$sns_topic_arn'\"}}}]}"));
        account.set(url, "Policy", "");
        assertThat(account.get(url, "Policy")).isEmpty();
    }

    @Test
    void what_is_no_policy_is_refused() {
        String url = account.create("q");
        String statement = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\"}";
        account.set(url, "Policy", "{\"Statement\":" + statement + "}");
        String table =
                """
                text
                []
                {}
                {} {}
                {"Statement":[]}
                {"Statement":"all"}
                {"Version":"2020-01-01","Statement":[STATEMENT]}
                {"Statement":[{"Effect":"Perhaps","Principal":"*","Action":"sqs:*"}]}
                {"Statement":[{"Effect":"Allow","Action":"sqs:*"}]}
                {"Statement":[{"Effect":"Allow","Principal":"*"}]}
                {"Statement":["all"]}
                """;
        for (List<String> row : Cases.of(table)) {
            account.refused(
                    Account.change(url, "Policy", row.get(0).replace("STATEMENT", statement)),
                    "InvalidAttributeValue",
                    "Invalid value for the parameter Policy.");
        }
    }

    @Test
    void a_queue_that_is_not_there_cannot_be_changed() {
        account.refused(
                Account.change("http://localhost:4566/000000000000/none", "DelaySeconds", "1"),
                "QueueDoesNotExist",
                "The specified queue does not exist.");
    }
}
