package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.wire.HttpRequest.Header;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS over AWS Query, as the SDK for Java 2 speaks it, and the other ways it is asked. */
final class StsTest {
    private static final GetCallerIdentityResponse IDENTITY =
            GetCallerIdentityResponse.builder()
                    .account("123456789012")
                    .arn("arn:aws:iam::123456789012:root")
                    .userId("123456789012")
                    .build();

    @Test
    void everybody_may_ask_who_they_are() {
        Loop loop = new Loop(List.of("sts"), _ -> IDENTITY);
        try (StsClient sts = loop.client(StsClient.builder())) {
            assertThat(sts.getCallerIdentity().equalsBySdkFields(IDENTITY)).isTrue();
        }
        assertThat(loop.body().replace(loop.call().caller().requestId(), "ID"))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>\
                        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                        <GetCallerIdentityResult><UserId>123456789012</UserId>\
                        <Account>123456789012</Account><Arn>arn:aws:iam::123456789012:root</Arn>\
                        </GetCallerIdentityResult><ResponseMetadata><RequestId>ID</RequestId>\
                        </ResponseMetadata></GetCallerIdentityResponse>\
                        """);
    }

    @Test
    void the_same_in_json_in_both_ways() {
        Loop loop = new Loop(List.of("sqs", "sts"), _ -> IDENTITY);
        loop.send(
                Requests.form(
                        "/",
                        "Action=GetCallerIdentity&Version=2011-06-15",
                        new Header("accept", "application/json")));
        assertThat(loop.body())
                .startsWith(
                        """
                        {"GetCallerIdentityResponse":{"GetCallerIdentityResult":\
                        {"UserId":"123456789012","Account":"123456789012",\
                        "Arn":"arn:aws:iam::123456789012:root"},"ResponseMetadata":\
                        """);
        loop.send(Requests.json("sts", "AWSSecurityTokenServiceV20110615.GetCallerIdentity", "{}"));
        assertThat(loop.body())
                .isEqualTo(
                        """
                        {"UserId":"123456789012","Account":"123456789012",\
                        "Arn":"arn:aws:iam::123456789012:root"}\
                        """);
    }

    @Test
    void lists_structures_and_times_go_through_query_and_xml() {
        AssumeRoleRequest asked =
                AssumeRoleRequest.builder()
                        .roleArn("arn:aws:iam::123456789012:role/r")
                        .roleSessionName("name")
                        .durationSeconds(900)
                        .policyArns(
                                PolicyDescriptorType.builder()
                                        .arn("arn:aws:iam::123456789012:policy/a")
                                        .build(),
                                PolicyDescriptorType.builder()
                                        .arn("arn:aws:iam::123456789012:policy/b")
                                        .build())
                        .tags(Tag.builder().key("k").value("v w").build())
                        .transitiveTagKeys(List.of())
                        .build();
        AssumeRoleResponse answer =
                AssumeRoleResponse.builder()
                        .credentials(
                                Credentials.builder()
                                        .accessKeyId("a")
                                        .secretAccessKey("s")
                                        .sessionToken("t")
                                        .expiration(Instant.parse("2026-01-02T03:04:05Z"))
                                        .build())
                        .packedPolicySize(7)
                        .build();
        Loop loop = new Loop(List.of("sts"), _ -> answer);
        try (StsClient sts = loop.client(StsClient.builder())) {
            assertThat(sts.assumeRole(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.body()).contains("<Expiration>2026-01-02T03:04:05Z</Expiration>");
    }

    @Test
    void bad_input_is_a_validation_error_of_the_query_protocol() {
        Loop loop = new Loop(List.of("sts"), _ -> IDENTITY);
        try (StsClient sts = loop.client(StsClient.builder())) {
            assertThatThrownBy(() -> sts.assumeRole(a -> a.roleArn("short").durationSeconds(1)))
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e -> {
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("ValidationError");
                                assertThat(e.awsErrorDetails().errorMessage())
                                        .isEqualTo(
                                                "3 validation errors detected: Value 'short' at"
                                                        + " 'roleArn' failed to satisfy constraint:"
                                                        + " Member must have length greater than or"
                                                        + " equal to 20; Value null at"
                                                        + " 'roleSessionName' failed to satisfy"
                                                        + " constraint: Member must not be null; Value"
                                                        + " '1' at 'durationSeconds' failed to satisfy"
                                                        + " constraint: Member must have value greater"
                                                        + " than or equal to 900");
                            });
        }
        assertThat(loop.body()).doesNotContain("<Detail");
    }

    @Test
    void an_unknown_action_names_the_version() {
        Loop loop = new Loop(List.of("sts"), _ -> IDENTITY);
        loop.send(Requests.form("/", "Action=Nope&Version=2011-06-15", Requests.signed("sts")));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body())
                .contains(
                        "<Code>InvalidAction</Code><Message>Could not find operation Nope for"
                                + " version 2011-06-15</Message>");
    }
}
