package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;

class PermissionsTest {
    private final Account account = new Account();
    private final String url = account.create("q");

    private AddPermissionRequest add(String label, List<String> accounts, List<String> actions) {
        return AddPermissionRequest.builder()
                .queueUrl(url)
                .label(label)
                .awsAccountIds(accounts)
                .actions(actions)
                .build();
    }

    private AddPermissionRequest add(String label, String... actions) {
        return add(label, List.of("000000000000"), List.of(actions));
    }

    private RemovePermissionRequest remove(String label) {
        return RemovePermissionRequest.builder().queueUrl(url).label(label).build();
    }

    @Test
    void a_permission_becomes_a_statement_of_the_policy() {
        account.node().call(add("one", "ReceiveMessage"));
        assertThat(account.get(url, "Policy"))
                .isEqualTo(
                        Map.of(
                                "Policy",
                                """
                                {"Version":"2008-10-17",\
                                "Id":"arn:aws:sqs:us-east-1:000000000000:q/SQSDefaultPolicy",\
                                "Statement":[{"Sid":"one","Effect":"Allow",\
                                "Principal":{"AWS":"arn:aws:iam::000000000000:root"},\
                                "Action":"SQS:ReceiveMessage",\
                                "Resource":"arn:aws:sqs:us-east-1:000000000000:q"}]}\
                                """));
        account.node()
                .call(
                        add(
                                "two",
                                List.of("000000000000", "668614515564"),
                                List.of("SendMessage", "*")));
        assertThat(account.get(url, "Policy").get("Policy"))
                .contains("\"Sid\":\"one\"")
                .endsWith(
                        """
                        {"Sid":"two","Effect":"Allow","Principal":{"AWS":\
                        ["arn:aws:iam::000000000000:root","arn:aws:iam::668614515564:root"]},\
                        "Action":["SQS:SendMessage","SQS:*"],\
                        "Resource":"arn:aws:sqs:us-east-1:000000000000:q"}]}\
                        """);
    }

    @Test
    void the_policy_goes_with_its_last_statement() {
        account.node().call(add("one", "ReceiveMessage"));
        account.node().call(add("two", "SendMessage"));
        account.node().call(remove("one"));
        assertThat(account.get(url, "Policy").get("Policy")).doesNotContain("\"one\"");
        account.node().call(remove("two"));
        assertThat(account.get(url, "Policy")).isEmpty();
        account.refused(
                remove("two"),
                "InvalidParameterValue",
                "Value two for parameter Label is invalid. Reason: can't find label.");
    }

    @Test
    void a_policy_that_was_set_is_added_to() {
        account.set(
                url,
                "Policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"mine\",\"Effect\":\"Deny\","
                        + "\"Principal\":\"*\",\"Action\":\"sqs:*\"}}");
        account.node().call(add("one", "ReceiveMessage"));
        assertThat(account.get(url, "Policy").get("Policy"))
                .startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"mine\",")
                .contains("\"Sid\":\"one\"");
    }

    @Test
    void permissions_follow_rules() {
        account.node().call(add("one", "ReceiveMessage"));
        account.refused(
                add("one", "SendMessage"),
                "InvalidParameterValue",
                "Value one for parameter Label is invalid. Reason: Already exists.");
        account.refused(
                add("two", "DeleteQueue"),
                "InvalidParameterValue",
                "Value SQS:DeleteQueue for parameter ActionName is invalid. Reason: Only the queue"
                        + " owner is allowed to invoke this action.");
        account.refused(
                add("two", "Foo"),
                "InvalidParameterValue",
                "Value SQS:Foo for parameter ActionName is invalid. Reason: Please refer to the"
                        + " appropriate WSDL for a list of valid actions. ");
        account.refused(
                add("two", List.of("1234"), List.of("SendMessage")),
                "InvalidParameterValue",
                "Value 1234 for parameter PrincipalId is invalid. Reason: Unable to verify.");
        account.refused(
                add("two", List.of(), List.of("SendMessage")),
                "MissingParameter",
                "The request must contain the parameter AWSAccountIds.");
        account.refused(
                add("two"), "MissingParameter", "The request must contain the parameter Actions.");
        account.refused(
                add(
                        "two",
                        "SendMessage",
                        "ReceiveMessage",
                        "DeleteMessage",
                        "ChangeMessageVisibility",
                        "GetQueueAttributes",
                        "GetQueueUrl",
                        "PurgeQueue",
                        "ListDeadLetterSourceQueues"),
                "OverLimit",
                "8 Actions were found, maximum allowed is 7.");
    }

    @Test
    void a_policy_has_at_most_twenty_statements() {
        for (int i = 0; i < 20; i++) {
            account.node().call(add("label" + i, "ReceiveMessage"));
        }
        account.refused(
                add("more", "ReceiveMessage"),
                "OverLimit",
                "21 statements were found, maximum allowed is 20.");
    }
}
