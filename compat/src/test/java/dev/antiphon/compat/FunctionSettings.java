package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.CodeSigningPolicy;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/** What is said of functions besides how they are configured. */
interface FunctionSettings extends Functions {
    @Test
    default void a_function_that_reserves_no_execution_is_throttled() {
        String name = newFunction();
        AccountLimit before = functions().getAccountSettings(g -> {}).accountLimit();
        assertThat(before.concurrentExecutions()).isEqualTo(1000);

        functions()
                .putFunctionConcurrency(p -> p.functionName(name).reservedConcurrentExecutions(0));
        assertThat(
                        catchThrowableOfType(
                                        TooManyRequestsException.class, () -> invoke(name, "{}"))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("Rate Exceeded.");
        functions()
                .putFunctionConcurrency(p -> p.functionName(name).reservedConcurrentExecutions(5));
        assertThat(
                        functions()
                                .getFunctionConcurrency(g -> g.functionName(name))
                                .reservedConcurrentExecutions())
                .isEqualTo(5);
        assertThat(
                        functions()
                                .getAccountSettings(g -> {})
                                .accountLimit()
                                .unreservedConcurrentExecutions())
                .isEqualTo(before.unreservedConcurrentExecutions() - 5);

        functions().deleteFunctionConcurrency(d -> d.functionName(name));
        assertThat(
                        functions()
                                .getFunctionConcurrency(g -> g.functionName(name))
                                .reservedConcurrentExecutions())
                .isNull();
    }

    @Test
    default void a_version_is_provisioned() {
        String name = newFunction();
        functions().publishVersion(p -> p.functionName(name));
        functions()
                .putProvisionedConcurrencyConfig(p ->
                        p.functionName(name).qualifier("1").provisionedConcurrentExecutions(2));

        Await.until(
                "the provision",
                SOON,
                () ->
                        functions()
                                .getProvisionedConcurrencyConfig(
                                        g -> g.functionName(name).qualifier("1"))
                                .status()
                                .equals(ProvisionedConcurrencyStatusEnum.READY));
        assertThat(
                        functions()
                                .listProvisionedConcurrencyConfigs(l -> l.functionName(name))
                                .provisionedConcurrencyConfigs())
                .extracting(
                        ProvisionedConcurrencyConfigListItem
                                ::requestedProvisionedConcurrentExecutions)
                .containsExactly(2);

        functions().deleteProvisionedConcurrencyConfig(d -> d.functionName(name).qualifier("1"));
        assertThat(
                        functions()
                                .listProvisionedConcurrencyConfigs(l -> l.functionName(name))
                                .provisionedConcurrencyConfigs())
                .isEmpty();
    }

    @Test
    default void permissions_are_statements_of_the_functions_policy() {
        String name = newFunction();
        assertThat(
                        functions()
                                .addPermission(p ->
                                        p.functionName(name)
                                                .statementId("topic")
                                                .action("lambda:InvokeFunction")
                                                .principal("sns.amazonaws.com")
                                                .sourceArn("arn:aws:sns:us-east-1:111122223333:t"))
                                .statement())
                .contains("\"Sid\":\"topic\"", "\"Service\":\"sns.amazonaws.com\"");
        assertThat(functions().getPolicy(g -> g.functionName(name)).policy())
                .contains("\"AWS:SourceArn\":\"arn:aws:sns:us-east-1:111122223333:t\"");

        functions().removePermission(r -> r.functionName(name).statementId("topic"));

        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () -> functions().getPolicy(g -> g.functionName(name)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("The resource you requested does not exist.");
    }

    @Test
    default void a_function_says_how_loops_end_and_its_runtime_is_updated() {
        String name = newFunction();
        assertThat(
                        functions()
                                .getFunctionRecursionConfig(g -> g.functionName(name))
                                .recursiveLoop())
                .isEqualTo(RecursiveLoop.TERMINATE);
        functions()
                .putFunctionRecursionConfig(
                        p -> p.functionName(name).recursiveLoop(RecursiveLoop.ALLOW));
        assertThat(
                        functions()
                                .getFunctionRecursionConfig(g -> g.functionName(name))
                                .recursiveLoop())
                .isEqualTo(RecursiveLoop.ALLOW);

        functions()
                .putRuntimeManagementConfig(
                        p -> p.functionName(name).updateRuntimeOn(UpdateRuntimeOn.FUNCTION_UPDATE));
        assertThat(
                        functions()
                                .getRuntimeManagementConfig(g -> g.functionName(name))
                                .updateRuntimeOn())
                .isEqualTo(UpdateRuntimeOn.FUNCTION_UPDATE);
    }

    @Test
    default void functions_have_tags() {
        String arn = newFunction(ECHO, f -> f.tags(Map.of("team", "kitchen"))).functionArn();

        functions().tagResource(t -> t.resource(arn).tags(Map.of("stage", "test", "shop", "1")));
        functions().untagResource(u -> u.resource(arn).tagKeys("team", "shop"));

        assertThat(functions().listTags(l -> l.resource(arn)).tags())
                .isEqualTo(Map.of("stage", "test"));
        assertThat(functions().getFunction(g -> g.functionName(arn)).tags())
                .isEqualTo(Map.of("stage", "test"));
    }

    @Test
    default void a_code_signing_configuration_is_told_changed_listed_given_and_deleted() {
        String signer =
                "arn:aws:signer:us-east-1:" + Access.ACCOUNT + ":/signing-profiles/p/0123456789";
        String arn =
                functions()
                        .createCodeSigningConfig(
                                c -> c.allowedPublishers(p -> p.signingProfileVersionArns(signer)))
                        .codeSigningConfig()
                        .codeSigningConfigArn();
        functions()
                .updateCodeSigningConfig(u ->
                        u.codeSigningConfigArn(arn)
                                .description("ours")
                                .codeSigningPolicies(p ->
                                        p.untrustedArtifactOnDeployment(CodeSigningPolicy.WARN)));
        CodeSigningConfig told =
                functions()
                        .getCodeSigningConfig(g -> g.codeSigningConfigArn(arn))
                        .codeSigningConfig();
        assertThat(told.description()).isEqualTo("ours");
        assertThat(told.allowedPublishers().signingProfileVersionArns()).containsExactly(signer);
        assertThat(functions().listCodeSigningConfigs(l -> {}).codeSigningConfigs()).contains(told);

        String function = newFunction(ECHO, f -> f.codeSigningConfigArn(arn)).functionArn();
        functions().deleteFunctionCodeSigningConfig(d -> d.functionName(function));
        functions()
                .putFunctionCodeSigningConfig(
                        p -> p.functionName(function).codeSigningConfigArn(arn));
        assertThat(
                        functions()
                                .getFunctionCodeSigningConfig(g -> g.functionName(function))
                                .codeSigningConfigArn())
                .isEqualTo(arn);
        assertThat(
                        functions()
                                .listFunctionsByCodeSigningConfig(l -> l.codeSigningConfigArn(arn))
                                .functionArns())
                .containsExactly(function);

        functions().deleteFunctionCodeSigningConfig(d -> d.functionName(function));
        functions().deleteCodeSigningConfig(d -> d.codeSigningConfigArn(arn));
        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () ->
                                                functions()
                                                        .getCodeSigningConfig(
                                                                g -> g.codeSigningConfigArn(arn)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("The Lambda code signing configuration " + arn + " can not be found.");
    }
}
