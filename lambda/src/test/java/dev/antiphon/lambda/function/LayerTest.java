package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.antiphon.delivery.FunctionSpec.CodeRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class LayerTest {
    private static final String LAYER = Account.PREFIX + "layer:l";

    private final Account account = new Account();

    private static PublishLayerVersionRequest.Builder publication(String name, String content) {
        return PublishLayerVersionRequest.builder()
                .layerName(name)
                .content(c -> c.zipFile(Account.zip(content)));
    }

    private PublishLayerVersionResponse publish(String name, String content) {
        return account.call(publication(name, content).build());
    }

    private static GetLayerVersionRequest version(long number) {
        return GetLayerVersionRequest.builder().layerName("l").versionNumber(number).build();
    }

    private static DeleteLayerVersionRequest deletion(long number) {
        return DeleteLayerVersionRequest.builder().layerName("l").versionNumber(number).build();
    }

    @Test
    void the_versions_of_a_layer_are_numbered_and_found() {
        publish("l", "a");
        PublishLayerVersionResponse second = publish("l", "b");

        assertThat(second.layerVersionArn()).isEqualTo(LAYER + ":2");
        GetLayerVersionByArnResponse found =
                account.call(GetLayerVersionByArnRequest.builder().arn(LAYER + ":2").build());
        assertThat(found.content().codeSha256()).isEqualTo(second.content().codeSha256());
        assertThat(found.content().location()).contains(CodeLocation.PATH);
        ListLayerVersionsResponse versions =
                account.call(ListLayerVersionsRequest.builder().layerName("l").build());
        assertThat(versions.layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(2L, 1L);
    }

    @Test
    void numbers_are_not_given_twice_and_code_goes_with_its_version() {
        String sha256 = publish("l", "a").content().codeSha256();
        account.call(deletion(1));
        account.call(deletion(1));

        assertThat(account.code(LAYER, sha256)).isEmpty();
        account.missing(version(1), "The resource you requested does not exist.");
        assertThat(publish("l", "a").version()).isEqualTo(2);
        account.invalid(version(0), "Layer Version Cannot be less than 1");
    }

    @Test
    void layers_are_listed_with_the_newest_version_that_goes_with_what_is_asked_for() {
        account.call(publication("l", "a").compatibleRuntimesWithStrings("python3.12").build());
        account.call(
                publication("l", "b")
                        .compatibleRuntimesWithStrings("nodejs22.x")
                        .compatibleArchitectures(Architecture.ARM64)
                        .build());
        publish("other", "c");
        ListLayersResponse all = account.call(ListLayersRequest.builder().build());
        ListLayersResponse python =
                account.call(ListLayersRequest.builder().compatibleRuntime("python3.12").build());

        assertThat(all.layers())
                .extracting(
                        LayersListItem::layerName, item -> item.latestMatchingVersion().version())
                .containsExactly(tuple("l", 2L), tuple("other", 1L));
        assertThat(python.layers())
                .extracting(item -> item.latestMatchingVersion().version())
                .containsExactly(1L);
    }

    @Test
    void a_function_has_the_code_of_its_layers_in_order() {
        String a = publish("l", "a").content().codeSha256();
        String b = publish("m", "b").content().codeSha256();
        account.create("f", it -> it.layers(LAYER + ":1", Account.PREFIX + "layer:m:1"));

        assertThat(account.get("f").configuration().layers())
                .extracting(Layer::arn)
                .containsExactly(LAYER + ":1", Account.PREFIX + "layer:m:1");
        assertThat(
                        Functions.invocable(
                                        account.node().engine(),
                                        new FunctionName(Account.ID, "us-east-1", "f", null),
                                        0)
                                .spec()
                                .layers())
                .extracting(CodeRef::sha256)
                .containsExactly(a, b);

        account.call(
                UpdateFunctionConfigurationRequest.builder()
                        .functionName("f")
                        .layers(List.of())
                        .build());
        assertThat(account.get("f").configuration().hasLayers()).isFalse();
    }

    @Test
    void a_deleted_version_stays_with_the_functions_that_have_it() {
        String sha256 = publish("l", "a").content().codeSha256();
        account.create("f", it -> it.layers(LAYER + ":1"));
        account.publish("f");
        account.call(deletion(1));
        assertThat(account.code(LAYER, sha256)).isPresent();

        account.call(
                UpdateFunctionConfigurationRequest.builder()
                        .functionName("f")
                        .layers(List.of())
                        .build());
        account.node().runUntilQuiet();
        assertThat(account.code(LAYER, sha256)).isPresent();

        account.call(DeleteFunctionRequest.builder().functionName("f").build());
        account.node().runUntilQuiet();
        assertThat(account.code(LAYER, sha256)).isEmpty();
    }

    @Test
    void a_function_has_layers_that_go_together() {
        publish("l", "a");
        publish("l", "b");

        account.invalid(
                Account.creation("f").layers(LAYER + ":1", LAYER + ":2").build(),
                "Two different versions of the same layer are not allowed to be referenced in the"
                        + " same function. "
                        + LAYER
                        + ":1 and "
                        + LAYER
                        + ":2 are versions of the same layer.");
        account.invalid(
                Account.creation("f").layers(LAYER + ":3").build(),
                "Layer version " + LAYER + ":3 does not exist.");
        account.invalid(
                Account.creation("f").layers("arn:aws:lambda:::awslayer:AmazonLinux1803").build(),
                "Layers are not in the same region as the function. Layers are expected to be in"
                        + " region us-east-1.");
        account.invalid(
                Account.creation("f").layers(LAYER, LAYER, LAYER, LAYER, LAYER, LAYER).build(),
                "Cannot reference more than 5 layers.");
    }

    @Test
    void code_and_layers_together_have_a_bounded_size() {
        account.call(
                PublishLayerVersionRequest.builder()
                        .layerName("l")
                        .content(c -> c.zipFile(Account.zip(new byte[262_143_998])))
                        .build());

        account.invalid(
                Account.creation("f").layers(LAYER + ":1").build(),
                "Function code combined with layers exceeds the maximum allowed size of 262144000"
                        + " bytes. The actual size is 262144001 bytes.");
    }

    @Test
    void others_use_a_layer_when_they_may() {
        publish("l", "a");
        String strangers = Account.PREFIX.replace(Account.ID, "111122223333") + "function:f";
        account.refused(
                Account.creation(strangers).layers(LAYER + ":1").build(),
                "AccessDeniedException",
                "Account 111122223333 is not authorized to perform: lambda:GetLayerVersion on"
                        + " resource: "
                        + LAYER
                        + ":1 because no resource-based policy allows the lambda:GetLayerVersion"
                        + " action");
        account.call(
                AddLayerVersionPermissionRequest.builder()
                        .layerName("l")
                        .versionNumber(1L)
                        .statementId("s")
                        .action("lambda:GetLayerVersion")
                        .principal("111122223333")
                        .build());

        account.create(strangers, it -> it.layers(LAYER + ":1"));

        GetLayerVersionPolicyRequest policy =
                GetLayerVersionPolicyRequest.builder().layerName("l").versionNumber(1L).build();
        GetLayerVersionPolicyResponse shown = account.call(policy);
        assertThat(shown.policy())
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                                + "{\"Sid\":\"s\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                                + "\"arn:aws:iam::111122223333:root\"},\"Action\":"
                                + "\"lambda:GetLayerVersion\",\"Resource\":\""
                                + LAYER
                                + ":1\"}]}");
        account.call(
                RemoveLayerVersionPermissionRequest.builder()
                        .layerName("l")
                        .versionNumber(1L)
                        .statementId("s")
                        .revisionId(shown.revisionId())
                        .build());
        account.missing(policy, "No policy is associated with the given resource.");
    }

    @Test
    void what_a_layer_goes_with_is_judged_as_one() {
        account.refused(
                publication("l", "a")
                        .compatibleRuntimesWithStrings("cobol")
                        .compatibleArchitecturesWithStrings("vax", "x86_64")
                        .build(),
                "ValidationException",
                "2 validation errors detected: Value '[cobol]' at 'compatibleRuntimes' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: "
                        + Runtimes.supported()
                        + "; Value '[vax, x86_64]' at 'compatibleArchitectures' failed to satisfy"
                        + " constraint: Member must satisfy constraint: [Member must satisfy enum"
                        + " value set: [x86_64, arm64], Member must not be null]");
    }
}
