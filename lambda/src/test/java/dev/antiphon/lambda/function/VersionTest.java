package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.TestNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class VersionTest {
    private final Account account = new Account();

    private void change(int timeout) {
        account.call(
                UpdateFunctionConfigurationRequest.builder()
                        .functionName("f")
                        .timeout(timeout)
                        .build());
    }

    private static CreateAliasRequest.Builder alias(String name, String version) {
        return CreateAliasRequest.builder().functionName("f").name(name).functionVersion(version);
    }

    private Invocable invocable(String name, double chance) {
        return Functions.invocable(
                account.node().engine(), FunctionName.parse(name, null, TestNode.CALLER), chance);
    }

    @Test
    void a_version_stays_as_it_was_published() {
        account.create("f");
        PublishVersionResponse one =
                account.call(
                        PublishVersionRequest.builder()
                                .functionName("f")
                                .description("first")
                                .build());
        change(9);

        FunctionConfiguration shown = account.get("f:1").configuration();
        assertThat(one.functionArn()).isEqualTo(Account.arn("f:1"));
        assertThat(shown.timeout()).isEqualTo(3);
        assertThat(shown.description()).isEqualTo("first");
        assertThat(account.get("f").configuration().description()).isEmpty();
        assertThat(invocable("f:1", 0).spec().timeout()).hasSeconds(3);
        assertThat(invocable("f:1", 0).spec().version()).isEqualTo("1");
        assertThat(invocable("f", 0).spec().timeout()).hasSeconds(9);
    }

    @Test
    void what_has_not_changed_is_not_published_again() {
        account.create("f");

        assertThat(account.publish("f").version()).isEqualTo("1");
        assertThat(account.publish("f").version()).isEqualTo("1");
        change(9);
        assertThat(account.publish("f").version()).isEqualTo("2");
    }

    @Test
    void numbers_are_not_given_twice() {
        account.create("f");
        account.publish("f");
        account.call(DeleteFunctionRequest.builder().functionName("f").qualifier("1").build());

        assertThat(account.publish("f").version()).isEqualTo("2");
    }

    @Test
    void a_version_is_published_only_of_the_code_that_was_meant() {
        String sha256 = account.create("f").codeSha256();

        account.invalid(
                PublishVersionRequest.builder().functionName("f").codeSha256("other").build(),
                "CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ("
                        + sha256
                        + "). Please try again with the CodeSHA256 in $LATEST.");
    }

    @Test
    void versions_are_listed_in_the_order_of_their_numbers() {
        account.create("f");
        for (int timeout = 10; timeout < 22; timeout++) {
            change(timeout);
            account.publish("f");
        }
        ListVersionsByFunctionResponse first =
                account.call(
                        ListVersionsByFunctionRequest.builder()
                                .functionName("f")
                                .maxItems(10)
                                .build());
        ListVersionsByFunctionResponse rest =
                account.call(
                        ListVersionsByFunctionRequest.builder()
                                .functionName("f")
                                .marker(first.nextMarker())
                                .build());

        assertThat(first.versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(rest.versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("10", "11", "12");
    }

    @Test
    void an_alias_leads_to_a_version_and_to_another_by_weight() {
        account.create("f");
        account.publish("f");
        change(9);
        account.publish("f");
        account.call(alias("live", "1").build());
        CreateAliasResponse canary =
                account.call(
                        alias("canary", "1")
                                .routingConfig(r -> r.additionalVersionWeights(Map.of("2", 0.2)))
                                .build());

        assertThat(canary.aliasArn()).isEqualTo(Account.arn("f:canary"));
        assertThat(invocable("f:live", 0).executedVersion()).isEqualTo("1");
        assertThat(invocable("f:canary", 0.19).executedVersion()).isEqualTo("2");
        assertThat(invocable("f:canary", 0.21).executedVersion()).isEqualTo("1");
        assertThat(invocable("f:canary", 0.21).invokedArn()).isEqualTo(Account.arn("f:canary"));
        assertThat(invocable("f:canary", 0.21).spec().arn()).isEqualTo(Account.arn("f:1"));
    }

    @Test
    void an_alias_is_changed_and_deleted() {
        account.create("f");
        account.publish("f");
        CreateAliasResponse created = account.call(alias("live", "1").description("d").build());
        UpdateAliasResponse updated =
                account.call(
                        UpdateAliasRequest.builder()
                                .functionName("f")
                                .name("live")
                                .functionVersion("$LATEST")
                                .revisionId(created.revisionId())
                                .build());

        assertThat(updated.description()).isEqualTo("d");
        assertThat(updated.functionVersion()).isEqualTo("$LATEST");
        account.refused(
                UpdateAliasRequest.builder()
                        .functionName("f")
                        .name("live")
                        .revisionId(created.revisionId())
                        .build(),
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");

        DeleteAliasRequest deletion =
                DeleteAliasRequest.builder().functionName("f").name("live").build();
        account.call(deletion);
        account.call(deletion);
        account.missing(
                UpdateAliasRequest.builder().functionName("f").name("live").build(),
                "Alias not found: " + Account.arn("f:live"));
    }

    @Test
    void aliases_are_listed_by_the_version_they_lead_to() {
        account.create("f");
        account.publish("f");
        account.call(alias("a", "1").build());
        account.call(alias("b", "$LATEST").build());
        ListAliasesResponse all =
                account.call(ListAliasesRequest.builder().functionName("f").build());
        ListAliasesResponse ones =
                account.call(
                        ListAliasesRequest.builder()
                                .functionName("f")
                                .functionVersion("1")
                                .build());

        assertThat(all.aliases()).extracting(AliasConfiguration::name).containsExactly("a", "b");
        assertThat(ones.aliases()).extracting(AliasConfiguration::name).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    live | 1       |   |     | ResourceConflictException      | Alias already exists: ARN:live
                    a    | 7       |   |     | ResourceNotFoundException      | Function not found: ARN:7
                    a    | 1       | 7 | 0.5 | ResourceNotFoundException      | Function not found: ARN:7
                    a    | 1       | 1 | 0.5 | InvalidParameterValueException | Invalid function version 1. Function version 1 is already included in routing configuration.
                    a    | $LATEST | 1 | 0.5 | InvalidParameterValueException | $LATEST is not supported for an alias pointing to more than 1 version
                    """)
    void an_alias_leads_to_versions_that_there_are(
            String name,
            String version,
            @Nullable String other,
            @Nullable Double weight,
            String code,
            String message) {
        account.create("f");
        account.publish("f");
        account.call(alias("live", "1").build());
        CreateAliasRequest.Builder request = alias(name, version);
        if (other != null && weight != null) {
            request.routingConfig(r -> r.additionalVersionWeights(Map.of(other, weight)));
        }

        account.refused(request.build(), code, message.replace("ARN", Account.arn("f")));
    }

    @Test
    void a_version_that_an_alias_leads_to_is_not_deleted() {
        account.create("f");
        account.publish("f");
        account.call(alias("live", "1").build());

        account.refused(
                DeleteFunctionRequest.builder().functionName("f:1").build(),
                "ResourceConflictException",
                "Version 1 is currently referenced by one or more aliases: live");
    }
}
