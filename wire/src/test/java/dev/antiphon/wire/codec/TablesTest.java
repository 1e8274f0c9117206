package dev.antiphon.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.wire.model.OperationModel;
import dev.antiphon.wire.model.ServiceModel;
import dev.antiphon.wire.model.ShapeModel.MemberModel;
import dev.antiphon.wire.model.ShapeModel.StructureModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables fit the SDK's classes that they are about. */
final class TablesTest {
    /** AWS's models are newer than the SDK of this build: what it does not have yet. */
    private static final Set<String> NEWER_THAN_THE_SDK =
            Set.of(
                    "AssociateDatasetKmsKey",
                    "DeleteAlarmMuteRule",
                    "DisassociateDatasetKmsKey",
                    "GetAlarmMuteRule",
                    "GetDataset",
                    "GetOTelEnrichment",
                    "ListAlarmMuteRules",
                    "PutAlarmMuteRule",
                    "PutLogAlarm",
                    "StartOTelEnrichment",
                    "StopOTelEnrichment",
                    // and what is too old for it
                    "InvokeAsync");

    /** Those of the services that are served, and of those that only tests use. */
    static Set<String> tables() throws IOException, URISyntaxException {
        Set<String> names = new TreeSet<>();
        ClassLoader loader = TablesTest.class.getClassLoader();
        for (URL folder : Collections.list(loader.getResources("dev/antiphon/wire/model"))) {
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".json") && !name.equals("names.json"))
                        .forEach(name -> names.add(name.replace(".json", "")));
            }
        }
        return names;
    }

    @Test
    void there_are_tables() throws IOException, URISyntaxException {
        assertThat(tables()).contains("sqs", "states", "kinesis");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_operation_has_a_class_that_compiles(String name) {
        ServiceModel service = ServiceModel.load(name);
        Shapes shapes = new Shapes(service);
        List<String> missing = new ArrayList<>();
        for (OperationModel operation : service.operations().values()) {
            try {
                Structure input = new OperationShapes(service, operation, shapes).input();
                assertThat(membersOf(input))
                        .as(operation.name())
                        .containsAll(required(service, operation, input));
            } catch (IllegalStateException e) {
                missing.add(operation.name());
            }
        }
        assertThat(missing).allMatch(NEWER_THAN_THE_SDK::contains);
    }

    private static List<String> required(
            ServiceModel service, OperationModel operation, Structure input) {
        StructureModel model = service.structure(operation.input());
        assertThat(Arrays.stream(input.fields()).filter(Field::required).map(Field::name))
                .containsExactlyInAnyOrderElementsOf(model.required());
        return model.required();
    }

    private static Set<String> membersOf(Structure structure) {
        return Arrays.stream(structure.fields()).map(Field::name).collect(Collectors.toSet());
    }

    @Test
    void every_list_and_map_of_sqs_has_a_name_of_the_query_protocol() {
        ServiceModel sqs = ServiceModel.load("sqs");
        assertThat(sqs.structure("SendMessageBatchRequest").members())
                .containsEntry(
                        "Entries",
                        new MemberModel(
                                "SendMessageBatchRequestEntryList",
                                "SendMessageBatchRequestEntry",
                                false));
        assertThat(sqs.errors())
                .containsKeys("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue");
    }

    @Test
    void the_names_of_all_services_are_known() {
        assertThat(ServiceModel.names())
                .extracting(ServiceModel::name)
                .contains("sqs", "sns", "events", "states", "lambda", "pipes", "s3", "dynamodb")
                .doesNotHaveDuplicates();
    }
}
