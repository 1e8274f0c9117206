package dev.antiphon.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

final class GetCallerIdentityTest {
    @Test
    void a_caller_is_the_root_user_of_the_account_that_the_access_key_names() {
        TestNode node = TestNode.of(new StsService());
        node.callAs(
                new Caller(
                        "123456789012",
                        "eu-west-1",
                        "123456789012",
                        "http://localhost",
                        "1",
                        null));
        GetCallerIdentityResponse identity = node.call(GetCallerIdentityRequest.builder().build());

        assertThat(identity.account()).isEqualTo("123456789012");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(identity.userId()).isEqualTo("123456789012");
    }
}
