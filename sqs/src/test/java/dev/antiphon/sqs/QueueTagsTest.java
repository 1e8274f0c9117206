package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

class QueueTagsTest {
    private final Account account = new Account();
    private final String url = account.create("q");

    private void tag(Map<String, String> tags) {
        account.node().call(TagQueueRequest.builder().queueUrl(url).tags(tags).build());
    }

    private ListQueueTagsResponse tags() {
        return account.node().call(ListQueueTagsRequest.builder().queueUrl(url).build());
    }

    @Test
    void tags_are_added_replaced_and_removed() {
        assertThat(tags().hasTags()).isFalse();
        tag(Map.of("tag1", "value1", "tag2", "value2"));
        tag(Map.of("tag2", "other", "Tag2", ""));
        assertThat(tags().tags()).isEqualTo(Map.of("tag1", "value1", "tag2", "other", "Tag2", ""));
        account.node()
                .call(UntagQueueRequest.builder().queueUrl(url).tagKeys("tag1", "tag3").build());
        assertThat(tags().tags()).isEqualTo(Map.of("tag2", "other", "Tag2", ""));
        account.node().crashAndRestart();
        assertThat(tags().tags()).isEqualTo(Map.of("tag2", "other", "Tag2", ""));
    }

    @Test
    void a_queue_has_at_most_fifty_tags() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("key" + i, "value");
        }
        tag(many);
        tag(Map.of("key0", "changed"));
        account.refused(
                TagQueueRequest.builder().queueUrl(url).tags(Map.of("more", "x")).build(),
                "InvalidParameterValue",
                "Too many tags added for queue q.");
        assertThat(tags().tags()).hasSize(50).containsEntry("key0", "changed");
    }

    @Test
    void keys_and_values_follow_rules() {
        tag(Map.of("k".repeat(128), "v".repeat(256)));
        tag(Map.of("Ключ _.:/=+-@", "значение 9"));
        for (String key : List.of("", "k".repeat(129), "a#b", "aws:x", "AWS:x")) {
            assertRefused(Map.of(key, "value"));
        }
        for (String value : List.of("v".repeat(257), "a*b")) {
            assertRefused(Map.of("key", value));
        }
        assertThat(tags().tags()).hasSize(2);
    }

    private void assertRefused(Map<String, String> tags) {
        assertThatExceptionOfType(AwsException.class)
                .as(tags.toString())
                .isThrownBy(() -> tag(tags))
                .returns("InvalidParameterValue", AwsException::code);
    }
}
