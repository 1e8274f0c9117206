package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Every operation of Lambda on layers, and a function that has one. */
interface Layers extends Functions {
    String USING_A_LAYER =
            """
            import recipes

            def handler(event, context):
                return recipes.pizza
            """;

    private PublishLayerVersionResponse publish(String layer, String pizza) {
        return functions()
                .publishLayerVersion(p ->
                        p.layerName(layer)
                                .compatibleRuntimes(Runtime.PYTHON3_13)
                                .content(c ->
                                        c.zipFile(
                                                Functions.zip(
                                                        "python/recipes.py",
                                                        "pizza = '" + pizza + "'"))));
    }

    @Test
    default void a_function_has_the_code_of_its_layer() {
        String layer = Scenario.newName();
        publish(layer, "margherita");
        String second = publish(layer, "marinara").layerVersionArn();

        String name = newFunction(USING_A_LAYER, f -> f.layers(second)).functionName();

        assertThat(invoke(name, "{}").payload().asUtf8String()).isEqualTo("\"marinara\"");
    }

    @Test
    default void versions_of_a_layer_are_published_told_listed_and_deleted() {
        String layer = Scenario.newName();
        PublishLayerVersionResponse first = publish(layer, "margherita");
        String second = publish(layer, "marinara").layerVersionArn();
        assertThat(second)
                .isEqualTo("arn:aws:lambda:us-east-1:" + Access.ACCOUNT + ":layer:" + layer + ":2");
        assertThat(
                        functions()
                                .getLayerVersion(g -> g.layerName(layer).versionNumber(1L))
                                .content()
                                .codeSha256())
                .isEqualTo(first.content().codeSha256());
        assertThat(functions().getLayerVersionByArn(g -> g.arn(second)).compatibleRuntimes())
                .containsExactly(Runtime.PYTHON3_13);
        assertThat(functions().listLayersPaginator(l -> l.maxItems(50)).layers())
                .filteredOn(item -> item.layerName().equals(layer))
                .extracting((LayersListItem item) -> item.latestMatchingVersion().version())
                .containsExactly(2L);

        functions().deleteLayerVersion(d -> d.layerName(layer).versionNumber(1L));

        assertThat(functions().listLayerVersions(l -> l.layerName(layer)).layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(2L);
    }

    @Test
    default void a_layer_is_shared_by_its_policy() {
        String layer = Scenario.newName();
        publish(layer, "margherita");
        functions()
                .addLayerVersionPermission(a ->
                        a.layerName(layer)
                                .versionNumber(1L)
                                .statementId("partners")
                                .action("lambda:GetLayerVersion")
                                .principal("111122223333"));
        assertThat(
                        functions()
                                .getLayerVersionPolicy(g -> g.layerName(layer).versionNumber(1L))
                                .policy())
                .contains("\"Sid\":\"partners\"", "arn:aws:iam::111122223333:root");

        functions()
                .removeLayerVersionPermission(
                        r -> r.layerName(layer).versionNumber(1L).statementId("partners"));

        assertThat(
                        catchThrowableOfType(
                                        ResourceNotFoundException.class,
                                        () ->
                                                functions()
                                                        .getLayerVersionPolicy(g ->
                                                                g.layerName(layer)
                                                                        .versionNumber(1L)))
                                .awsErrorDetails()
                                .errorMessage())
                .isEqualTo("No policy is associated with the given resource.");
    }
}
