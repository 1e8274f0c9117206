package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sfn.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.TagResourceRequest;
import software.amazon.awssdk.services.sfn.model.UntagResourceRequest;

class TaggingTest {
    private final Account account = new Account();

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private List<Tag> tags(String arn) {
        ListTagsForResourceResponse response =
                account.node().call(ListTagsForResourceRequest.builder().resourceArn(arn).build());
        return response.tags();
    }

    private static TagResourceRequest tagging(String arn, Tag... tags) {
        return TagResourceRequest.builder().resourceArn(arn).tags(tags).build();
    }

    @Test
    void machines_and_activities_have_tags() {
        account.create("m", it -> it.tags(tag("a", "1")));
        account.node().call(CreateActivityRequest.builder().name("a").tags(tag("x", "y")).build());

        account.node().call(tagging(Account.machine("m"), tag("b", ""), tag("a", "2")));
        account.node()
                .call(
                        UntagResourceRequest.builder()
                                .resourceArn(Account.activity("a"))
                                .tagKeys("x", "none")
                                .build());

        assertThat(tags(Account.machine("m"))).containsExactly(tag("a", "2"), tag("b", ""));
        assertThat(tags(Account.activity("a"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stateMachine:m:1", "stateMachine:none", "activity:none"})
    void nothing_else_has(String resource) {
        account.create("m", it -> it.publish(true));
        account.refused(
                tagging(Account.PREFIX + resource, tag("a", "1")),
                "ResourceNotFound",
                "Resource not found: '" + Account.PREFIX + resource + "'");
    }

    @Test
    void fifty_tags_are_enough() {
        account.create("m");
        String arn = Account.machine("m");
        Tag[] fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new);
        account.node().call(tagging(arn, fifty));

        account.refused(
                tagging(arn, tag("more", "v")), "TooManyTags", "Too many tags: '" + arn + "'");
        assertThat(tags(arn)).hasSize(50);
    }

    @Test
    void keys_of_aws_are_reserved() {
        account.create("m");
        account.refused(
                tagging(Account.machine("m"), tag("aws:mine", "v")),
                "ValidationException",
                "Tag keys starting with aws: are reserved: aws:mine");
    }
}
