package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Constant;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.ResultType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Map state, with all that one in DISTRIBUTED mode has besides. */
final class MapReader {
    private static final long MANY = 100_000_000;
    private static final int LONGEST_LABEL = 40;

    /** In place of one that is missing, which was reported. */
    private static final Workflow EMPTY = new Workflow("", Map.of());

    private final DefinitionReader machine;
    private final Values values;
    private final Fields fields;
    private final Findings findings;
    private final WorkflowType runsAs;

    MapReader(DefinitionReader machine, Values values, WorkflowType runsAs) {
        this.machine = machine;
        this.values = values;
        this.fields = values.fields();
        this.findings = fields.findings();
        this.runsAs = runsAs;
    }

    /** How the iterations run. */
    private record Mode(boolean distributed, WorkflowType children) {}

    State read(StateReader state) {
        Fields processor = processor();
        Mode mode = processor == null ? new Mode(false, runsAs) : mode(processor);
        Workflow workflow =
                processor == null ? EMPTY : machine.workflow(processor, mode.children());
        if (processor != null) {
            processor.text("Comment");
            processor.refuseOthers();
        }
        Expression items = items();
        Expression selector = itemSelector();
        Expression concurrency = values.whole("MaxConcurrency", 0, MANY);
        State.@Nullable Distributed distributed =
                mode.distributed() ? distributed(mode.children()) : null;
        DataFlow flow = state.flow(null, state.selector(), true);
        ErrorHandling handling = new ErrorHandling(values, state::leads);
        return new State.Iteration(
                state.name(),
                values.language(),
                flow,
                items,
                selector,
                workflow,
                concurrency,
                distributed,
                handling.retriers(),
                handling.catchers(),
                state.transition());
    }

    /** {@code Iterator} is the older name. */
    private @Nullable Fields processor() {
        fields.atMostOne("ItemProcessor", "Iterator");
        if (!fields.has("Iterator")) {
            fields.require("ItemProcessor");
        }
        Fields older = fields.fields("Iterator");
        Fields processor = fields.fields("ItemProcessor");
        return processor != null ? processor : older;
    }

    private Mode mode(Fields processor) {
        Fields config = processor.fields("ProcessorConfig");
        if (config == null) {
            return new Mode(false, runsAs);
        }
        boolean distributed = "DISTRIBUTED".equals(config.word("Mode", "INLINE", "DISTRIBUTED"));
        String children = config.word("ExecutionType", "STANDARD", "EXPRESS");
        if (distributed) {
            config.require("ExecutionType");
            if (runsAs == WorkflowType.EXPRESS) {
                findings.schema(
                        "Express state machine does not support Map state in DISTRIBUTED mode",
                        config.locationOf("Mode"));
            }
        }
        config.refuseOthers();
        return !distributed
                ? new Mode(false, runsAs)
                : new Mode(
                        true,
                        "EXPRESS".equals(children) ? WorkflowType.EXPRESS : WorkflowType.STANDARD);
    }

    private @Nullable Expression items() {
        Expression path = values.path("ItemsPath");
        if (!values.onlyJsonata("Items")) {
            return path;
        }
        JsonNode items = fields.any("Items");
        if (items != null && !items.isContainerNode() && !values.isExpression("Items")) {
            findings.schema(
                    "Value must be an array, an object or a valid JSONata expression",
                    fields.locationOf("Items"));
            return null;
        }
        return values.isExpression("Items")
                ? values.expression("Items", ResultType.ARRAY)
                : values.template("Items");
    }

    /** {@code Parameters} is the older name, with JSONPath. */
    private @Nullable Expression itemSelector() {
        fields.atMostOne("ItemSelector", "Parameters");
        Expression older = values.jsonPathTemplate("Parameters");
        Expression selector = values.template("ItemSelector");
        return selector != null ? selector : older;
    }

    private State.Distributed distributed(WorkflowType children) {
        Values batcher = part("ItemBatcher");
        Expression items = null;
        Expression bytes = null;
        Expression input = null;
        if (batcher != null) {
            items = batcher.whole("MaxItemsPerBatch", 1, MANY);
            bytes = batcher.whole("MaxInputBytesPerBatch", 1, 262_144);
            input = batcher.template("BatchInput");
            if (batcher.fields().node().isEmpty()) {
                findings.schema("Value cannot be empty", batcher.fields().location());
            }
            batcher.fields().refuseOthers();
        }
        return new State.Distributed(
                children == WorkflowType.EXPRESS,
                label(),
                reader(),
                writer(),
                items,
                bytes,
                input,
                values.whole("ToleratedFailureCount", 0, MANY),
                percentage());
    }

    /** A number between 0 and 100 that need not be whole. */
    private @Nullable Expression percentage() {
        String field = "ToleratedFailurePercentage";
        JsonNode value = fields.node().get(field);
        if (value == null || !value.isNumber()) {
            return values.whole(field, 0, 100);
        }
        fields.any(field);
        fields.atMostOne(field, field + "Path");
        fields.within(field, value.doubleValue(), 0, 100);
        return Constant.of(value);
    }

    private @Nullable String label() {
        String label = fields.text("Label");
        if (label == null) {
            return null;
        }
        String location = fields.locationOf("Label");
        if (label.isEmpty()
                || label.length() > LONGEST_LABEL
                || label.chars().anyMatch(MapReader::isForbiddenInLabel)) {
            findings.error(
                    Diagnostic.Code.INVALID_LABEL_NAME, "Invalid Label name: " + label, location);
        } else if (!machine.isNewLabel(label)) {
            findings.error(
                    Diagnostic.Code.DUPLICATE_LABEL_NAME,
                    "Duplicate Label name: " + label,
                    location);
        }
        return label;
    }

    private static boolean isForbiddenInLabel(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || "<>{}[]?*\"#%\\^|~`$&,;:/".indexOf(character) >= 0;
    }

    private State.@Nullable ItemReader reader() {
        Values reader = part("ItemReader");
        if (reader == null) {
            return null;
        }
        reader.fields().require("Resource");
        String resource = reader.fields().requiredText("Resource");
        if (reader.fields().has("Resource")) {
            Resources.checkReader(resource, reader.fields().locationOf("Resource"), findings);
        }
        Expression arguments = arguments(reader);
        Expression configuration = configuration(reader, "ReaderConfig", MapReader::readReader);
        reader.fields().refuseOthers();
        return new State.ItemReader(resource, arguments, configuration);
    }

    private State.@Nullable ResultWriter writer() {
        Values writer = part("ResultWriter");
        if (writer == null) {
            return null;
        }
        String resource = writer.fields().text("Resource");
        if (resource != null) {
            Resources.checkWriter(resource, writer.fields().locationOf("Resource"), findings);
        }
        Expression arguments = arguments(writer);
        Expression configuration = configuration(writer, "WriterConfig", MapReader::readWriter);
        writer.fields().refuseOthers();
        return new State.ResultWriter(resource, arguments, configuration);
    }

    private static @Nullable Expression arguments(Values part) {
        Expression parameters = part.jsonPathTemplate("Parameters");
        Expression arguments = part.jsonataTemplate("Arguments");
        return parameters != null ? parameters : arguments;
    }

    /** Checks the fields of a configuration. */
    private interface Check {
        void of(Values config);
    }

    private static void readReader(Values config) {
        Fields fields = config.fields();
        fields.word("InputType", "CSV", "JSON", "JSONL", "PARQUET", "MANIFEST");
        fields.word("CSVHeaderLocation", "FIRST_ROW", "GIVEN");
        fields.array("CSVHeaders");
        fields.word("CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB");
        fields.word("ManifestType", "S3_INVENTORY", "ATHENA_DATA");
        fields.word("Transformation", "NONE", "LOAD_AND_FLATTEN");
        fields.text("ItemsPointer");
        config.whole("MaxItems", 0, MANY);
    }

    private static void readWriter(Values config) {
        config.fields().word("OutputType", "JSON", "JSONL");
        config.fields().word("Transformation", "NONE", "COMPACT", "FLATTEN");
    }

    /**
     * A configuration as one template: with JSONPath, a field such as {@code MaxItemsPath} becomes
     * {@code MaxItems.$}.
     */
    private static @Nullable Expression configuration(Values part, String field, Check check) {
        Fields config = part.fields().fields(field);
        if (config == null) {
            return null;
        }
        check.of(part.in(config, field));
        config.refuseOthers();
        ObjectNode template = config.node();
        if (template.has("MaxItemsPath")) {
            template = template.deepCopy();
            template.set("MaxItems.$", template.remove("MaxItemsPath"));
        }
        return part.template(field, template);
    }

    private @Nullable Values part(String field) {
        Fields part = fields.fields(field);
        return part == null ? null : values.in(part, field);
    }
}
