package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.PutFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/** What is said of functions besides how they are configured. */
class SettingsTest {
    private final Account account = new Account();

    SettingsTest() {
        account.create("f");
        account.publish("f");
        account.call(
                CreateAliasRequest.builder()
                        .functionName("f")
                        .name("live")
                        .functionVersion("1")
                        .build());
    }

    private static FunctionName name(String text) {
        return FunctionName.parse(text, null, TestNode.CALLER);
    }

    // Concurrency

    private static PutFunctionConcurrencyRequest reservation(String function, int executions) {
        return PutFunctionConcurrencyRequest.builder()
                .functionName(function)
                .reservedConcurrentExecutions(executions)
                .build();
    }

    private static PutProvisionedConcurrencyConfigRequest provision(String qualifier, int number) {
        return PutProvisionedConcurrencyConfigRequest.builder()
                .functionName("f")
                .qualifier(qualifier)
                .provisionedConcurrentExecutions(number)
                .build();
    }

    private GetProvisionedConcurrencyConfigResponse provisioned(String qualifier) {
        return account.call(
                GetProvisionedConcurrencyConfigRequest.builder()
                        .functionName("f")
                        .qualifier(qualifier)
                        .build());
    }

    @Test
    void a_function_reserves_a_part_of_the_accounts_concurrency() {
        account.call(reservation("f", 0));

        assertThat(
                        Functions.invocable(account.node().engine(), name("f:live"), 0)
                                .spec()
                                .reserved())
                .isZero();
        account.call(DeleteFunctionConcurrencyRequest.builder().functionName("f").build());
        GetFunctionConcurrencyResponse shown =
                account.call(GetFunctionConcurrencyRequest.builder().functionName("f").build());
        assertThat(shown.reservedConcurrentExecutions()).isNull();
    }

    @Test
    void a_hundred_executions_stay_for_functions_that_reserve_none() {
        account.create("g");
        account.call(reservation("f", 700));

        account.invalid(
                reservation("g", 201),
                "Specified ReservedConcurrentExecutions for function decreases account's"
                        + " UnreservedConcurrentExecution below its minimum value of [100].");
        account.call(reservation("g", 200));
        account.call(reservation("f", 600));
    }

    @Test
    void only_a_function_as_a_whole_reserves() {
        account.invalid(
                reservation("f:live", 1),
                "This operation is permitted on Lambda functions only. Aliases and versions do not"
                        + " support this operation. Please specify either a function name or an"
                        + " unqualified function ARN.");
        account.missing(
                reservation("none", 1), "Function not found: " + Account.arn("none:$LATEST"));
    }

    @Test
    void provisioned_concurrency_is_there_after_a_moment() {
        account.call(provision("1", 5));
        assertThat(provisioned("1").status())
                .isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);

        account.node().advance(Duration.ofSeconds(1));

        assertThat(provisioned("1").status()).isEqualTo(ProvisionedConcurrencyStatusEnum.READY);
        assertThat(provisioned("1").availableProvisionedConcurrentExecutions()).isEqualTo(5);
    }

    @Test
    void a_version_is_provisioned_itself_or_by_an_alias() {
        account.call(provision("1", 1));
        account.refused(
                provision("live", 1),
                "ResourceConflictException",
                "Alias can't be used for Provisioned Concurrency configuration on an already"
                        + " Provisioned version");
        account.call(
                DeleteProvisionedConcurrencyConfigRequest.builder()
                        .functionName("f")
                        .qualifier("1")
                        .build());
        account.call(provision("live", 1));
        account.refused(
                provision("1", 1),
                "ResourceConflictException",
                "Version is pointed by a Provisioned Concurrency alias");
    }

    @Test
    void provisioned_concurrency_is_within_what_is_reserved() {
        account.call(reservation("f", 5));

        account.invalid(
                provision("1", 6),
                "Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
        account.call(provision("1", 5));
        account.invalid(
                provision("$LATEST", 1),
                "Provisioned Concurrency Configs cannot be applied to unpublished function"
                        + " versions.");
        account.refused(
                GetProvisionedConcurrencyConfigRequest.builder()
                        .functionName("f")
                        .qualifier("live")
                        .build(),
                "ProvisionedConcurrencyConfigNotFoundException",
                "No Provisioned Concurrency Config found for this function");
    }

    // Asynchronous invocations

    private static PutFunctionEventInvokeConfigRequest.Builder asynchronous(String function) {
        return PutFunctionEventInvokeConfigRequest.builder().functionName(function);
    }

    @Test
    void asynchronous_invocations_are_configured_for_each_qualifier() {
        account.create("g", it -> it.deadLetterConfig(d -> d.targetArn("arn:aws:sqs:r:1:q")));
        account.call(
                asynchronous("f:live")
                        .maximumRetryAttempts(1)
                        .destinationConfig(
                                d -> d.onFailure(o -> o.destination("arn:aws:sqs:us-east-1:1:q")))
                        .build());
        account.call(
                UpdateFunctionEventInvokeConfigRequest.builder()
                        .functionName("f:live")
                        .maximumEventAgeInSeconds(60)
                        .build());

        assertThat(Functions.asyncConfig(account.node().engine(), name("f:live")))
                .isEqualTo(
                        new AsyncConfig(
                                1,
                                Duration.ofSeconds(60),
                                null,
                                "arn:aws:sqs:us-east-1:1:q",
                                null));
        assertThat(Functions.asyncConfig(account.node().engine(), name("g")))
                .isEqualTo(
                        new AsyncConfig(2, Duration.ofHours(6), null, null, "arn:aws:sqs:r:1:q"));
    }

    @Test
    void a_destination_is_something_else_that_there_is() {
        account.invalid(
                asynchronous("f").build(),
                "You must specify at least one of error handling or destination setting.");
        account.missing(
                asynchronous("f:none").maximumRetryAttempts(1).build(),
                "The function doesn't exist.");
        account.invalid(
                asynchronous("f")
                        .destinationConfig(
                                d -> d.onSuccess(o -> o.destination(Account.arn("none"))))
                        .build(),
                "The destination ARN " + Account.arn("none") + " is invalid.");
        account.invalid(
                asynchronous("f")
                        .destinationConfig(d -> d.onSuccess(o -> o.destination(Account.arn("f"))))
                        .build(),
                "You can't specify the function as a destination for itself.");
        account.invalid(
                asynchronous("f")
                        .destinationConfig(
                                d -> d.onSuccess(o -> o.destination("arn:aws:iam::1:role/r")))
                        .build(),
                "The provided destination config"
                        + " DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:iam::1:role/r),"
                        + " onFailure=null) is invalid.");
    }

    @Test
    void loops_are_ended_unless_they_are_allowed() {
        assertThat(Functions.terminatesLoops(account.node().engine(), name("f"))).isTrue();

        account.call(
                PutFunctionRecursionConfigRequest.builder()
                        .functionName("f")
                        .recursiveLoop(RecursiveLoop.ALLOW)
                        .build());

        assertThat(Functions.terminatesLoops(account.node().engine(), name("f"))).isFalse();
    }

    @Test
    void a_runtime_is_kept_as_it_is_by_its_arn() {
        String arn = "arn:aws:lambda:us-east-1::runtime:abc";
        account.call(
                PutRuntimeManagementConfigRequest.builder()
                        .functionName("f")
                        .qualifier("1")
                        .updateRuntimeOn(UpdateRuntimeOn.MANUAL)
                        .runtimeVersionArn(arn)
                        .build());
        GetRuntimeManagementConfigResponse shown =
                account.call(
                        GetRuntimeManagementConfigRequest.builder().functionName("f:1").build());

        assertThat(shown.runtimeVersionArn()).isEqualTo(arn);
        assertThat(account.get("f:1").configuration().runtimeVersionConfig().runtimeVersionArn())
                .isEqualTo(arn);
        account.invalid(
                PutRuntimeManagementConfigRequest.builder()
                        .functionName("f")
                        .updateRuntimeOn(UpdateRuntimeOn.MANUAL)
                        .build(),
                "RuntimeVersionArn is required when UpdateRuntimeOn is Manual.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "9", "12345678901234567890"})
    void only_a_version_that_there_is_has_a_runtime(String qualifier) {
        String none =
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:" + qualifier;
        account.missing(
                PutRuntimeManagementConfigRequest.builder()
                        .functionName("f")
                        .qualifier(qualifier)
                        .updateRuntimeOn(UpdateRuntimeOn.AUTO)
                        .build(),
                none);
        account.missing(
                GetRuntimeManagementConfigRequest.builder().functionName("f:" + qualifier).build(),
                none);
    }

    // Permissions

    private static AddPermissionRequest.Builder permission(String id, String principal) {
        return AddPermissionRequest.builder()
                .functionName("f")
                .statementId(id)
                .action("lambda:InvokeFunction")
                .principal(principal);
    }

    @Test
    void a_statement_says_who_may_do_what_and_on_which_condition() {
        AddPermissionResponse service =
                account.call(
                        permission("s3", "s3.amazonaws.com")
                                .sourceArn("arn:aws:s3:::bucket")
                                .sourceAccount("111122223333")
                                .build());
        AddPermissionResponse stranger = account.call(permission("a", "111122223333").build());
        AddPermissionResponse everybody =
                account.call(
                        permission("url", "*")
                                .functionName("f:live")
                                .functionUrlAuthType(FunctionUrlAuthType.NONE)
                                .build());

        assertThat(service.statement())
                .isEqualTo(
                        "{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                + "\"s3.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\","
                                + "\"Resource\":\""
                                + Account.arn("f")
                                + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":"
                                + "\"111122223333\"},\"ArnLike\":{\"AWS:SourceArn\":"
                                + "\"arn:aws:s3:::bucket\"}}}");
        assertThat(stranger.statement())
                .contains("\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}");
        assertThat(everybody.statement())
                .contains("\"Principal\":\"*\"")
                .contains("\"Resource\":\"" + Account.arn("f:live") + "\"")
                .contains("{\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"NONE\"}}");
    }

    @Test
    void a_policy_ends_with_its_last_statement() {
        account.call(permission("a", "sns.amazonaws.com").build());
        GetPolicyRequest look = GetPolicyRequest.builder().functionName("f").build();
        GetPolicyResponse policy = account.call(look);
        account.refused(
                permission("a", "*").build(),
                "ResourceConflictException",
                "The statement id (a) provided already exists. Please provide a new statement id,"
                        + " or remove the existing statement.");
        account.missing(
                RemovePermissionRequest.builder().functionName("f").statementId("b").build(),
                "Statement b is not found in resource policy.");
        account.refused(
                RemovePermissionRequest.builder()
                        .functionName("f")
                        .statementId("a")
                        .revisionId("other")
                        .build(),
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy"
                        + " API to retrieve the latest Revision Id");

        account.call(
                RemovePermissionRequest.builder()
                        .functionName("f")
                        .statementId("a")
                        .revisionId(policy.revisionId())
                        .build());

        account.missing(look, "The resource you requested does not exist.");
    }

    @Test
    void permissions_are_for_somebody_and_something() {
        account.invalid(
                permission("a", "nobody").build(),
                "The provided principal was invalid. Please check the principal and try again.");
        account.invalid(
                permission("a", "*").qualifier("$LATEST").build(),
                "We currently do not support adding policies for $LATEST.");
        account.missing(
                permission("a", "*").functionName("none").build(),
                "Function not found: " + Account.arn("none"));
    }

    // URLs

    @Test
    void a_function_and_its_aliases_have_urls() {
        CreateFunctionUrlConfigResponse created =
                account.call(
                        CreateFunctionUrlConfigRequest.builder()
                                .functionName("f")
                                .qualifier("live")
                                .authType(FunctionUrlAuthType.NONE)
                                .cors(c -> c.allowOrigins("*"))
                                .build());
        String id = created.functionUrl().replaceAll("https?://([a-z0-9]+)\\..*", "$1");
        account.call(
                UpdateFunctionUrlConfigRequest.builder()
                        .functionName("f:live")
                        .invokeMode(InvokeMode.RESPONSE_STREAM)
                        .build());

        assertThat(created.functionArn()).isEqualTo(Account.arn("f:live"));
        assertThat(created.functionUrl()).contains(".lambda-url.us-east-1.");
        assertThat(Functions.url(account.node().engine(), id))
                .isNotNull()
                .returns(name("f:live"), FunctionUrl::function)
                .returns("NONE", FunctionUrl::authType)
                .returns("RESPONSE_STREAM", FunctionUrl::invokeMode)
                .returns(List.of("*"), url -> Objects.requireNonNull(url.cors()).allowOrigins());
        account.refused(
                CreateFunctionUrlConfigRequest.builder()
                        .functionName("f:live")
                        .authType(FunctionUrlAuthType.NONE)
                        .build(),
                "ResourceConflictException",
                "Failed to create function url config for [functionArn = "
                        + Account.arn("f:live")
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");

        account.call(DeleteFunctionUrlConfigRequest.builder().functionName("f:live").build());
        assertThat(Functions.url(account.node().engine(), id)).isNull();
        account.missing(
                GetFunctionUrlConfigRequest.builder().functionName("f:live").build(),
                "The resource you requested does not exist.");
    }

    // Code signing

    @Test
    void a_code_signing_configuration_is_kept_while_functions_have_it() {
        CreateCodeSigningConfigResponse created =
                account.call(
                        CreateCodeSigningConfigRequest.builder()
                                .allowedPublishers(
                                        p -> p.signingProfileVersionArns("arn:aws:signer:r:1:/p"))
                                .build());
        String arn = created.codeSigningConfig().codeSigningConfigArn();
        account.call(
                PutFunctionCodeSigningConfigRequest.builder()
                        .functionName("f")
                        .codeSigningConfigArn(arn)
                        .build());
        ListFunctionsByCodeSigningConfigResponse users =
                account.call(
                        ListFunctionsByCodeSigningConfigRequest.builder()
                                .codeSigningConfigArn(arn)
                                .build());
        ListCodeSigningConfigsResponse all =
                account.call(ListCodeSigningConfigsRequest.builder().build());
        DeleteCodeSigningConfigRequest deletion =
                DeleteCodeSigningConfigRequest.builder().codeSigningConfigArn(arn).build();

        assertThat(arn).matches(".*:code-signing-config:csc-[a-z0-9]{17}");
        assertThat(users.functionArns()).containsExactly(Account.arn("f"));
        assertThat(all.codeSigningConfigs())
                .extracting(CodeSigningConfig::codeSigningConfigArn)
                .containsExactly(arn);
        account.refused(
                deletion,
                "ResourceConflictException",
                "The code signing configuration cannot be deleted because it's attached to at least"
                        + " one Lambda function. Check the functions that use it: "
                        + arn
                        + ".");
        account.call(DeleteFunctionCodeSigningConfigRequest.builder().functionName("f").build());
        account.call(deletion);
        account.missing(
                deletion, "The Lambda code signing configuration " + arn + " can not be found.");
    }

    // Tags

    private Map<String, String> tags(String arn) {
        ListTagsResponse shown = account.call(ListTagsRequest.builder().resource(arn).build());
        return shown.tags();
    }

    @Test
    void functions_and_code_signing_configurations_have_tags() {
        CreateCodeSigningConfigResponse created =
                account.call(
                        CreateCodeSigningConfigRequest.builder()
                                .allowedPublishers(
                                        p -> p.signingProfileVersionArns("arn:aws:signer:r:1:/p"))
                                .tags(Map.of("x", "1"))
                                .build());
        String signing = created.codeSigningConfig().codeSigningConfigArn();
        for (String arn : List.of(Account.arn("f"), signing)) {
            account.call(TagResourceRequest.builder().resource(arn).tags(Map.of("a", "1")).build());
            account.call(UntagResourceRequest.builder().resource(arn).tagKeys("x", "y").build());

            assertThat(tags(arn)).containsExactly(Map.entry("a", "1"));
        }
        account.invalid(
                TagResourceRequest.builder()
                        .resource(Account.arn("f:1"))
                        .tags(Map.of("a", "1"))
                        .build(),
                "Tags on function aliases and versions are not supported. Please specify a function"
                        + " ARN.");
        account.invalid(
                TagResourceRequest.builder()
                        .resource(Account.arn("f"))
                        .tags(Map.of("aws:a", "1"))
                        .build(),
                "Tag keys starting with aws: are reserved: aws:a");
    }
}
