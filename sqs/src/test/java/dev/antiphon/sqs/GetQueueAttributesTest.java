package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

class GetQueueAttributesTest {
    private final Account account = new Account();
    private final String url = account.create("q", "DelaySeconds", "10");

    @Test
    void only_what_is_asked_for_is_told() {
        assertThat(account.get(url, "QueueArn")).isEqualTo(Map.of("QueueArn", Account.arn("q")));
        assertThat(account.get(url, "QueueArn", "DelaySeconds", "QueueArn"))
                .isEqualTo(Map.of("QueueArn", Account.arn("q"), "DelaySeconds", "10"));
        assertThat(account.get(url, "QueueArn", "All")).hasSize(12);
    }

    @Test
    void where_there_is_nothing_to_tell_the_answer_is_empty() {
        for (String[] names : new String[][] {{}, {"Policy"}, {"RedrivePolicy", "FifoQueue"}}) {
            GetQueueAttributesResponse response =
                    account.node()
                            .call(
                                    GetQueueAttributesRequest.builder()
                                            .queueUrl(url)
                                            .attributeNamesWithStrings(names)
                                            .build());
            assertThat(response.hasAttributes()).isFalse();
        }
    }

    @Test
    void unknown_attributes_are_refused() {
        account.refused(
                GetQueueAttributesRequest.builder()
                        .queueUrl(url)
                        .attributeNamesWithStrings("All", "Foobar")
                        .build(),
                "InvalidAttributeName",
                "Unknown Attribute Foobar.");
    }
}
