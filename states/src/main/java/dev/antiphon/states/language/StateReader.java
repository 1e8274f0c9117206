package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.antiphon.states.expression.Constant;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one state: what its type has, in the language that it is written in. */
final class StateReader {
    private final DefinitionReader machine;
    private final String name;
    private final Values values;
    private final Fields fields;
    private final Findings findings;
    private final QueryLanguage language;
    private final Transitions transitions;
    private final WorkflowType runsAs;

    StateReader(
            DefinitionReader machine,
            String name,
            Values values,
            Transitions transitions,
            WorkflowType runsAs) {
        this.machine = machine;
        this.name = name;
        this.values = values;
        this.fields = values.fields();
        this.findings = fields.findings();
        this.language = values.language();
        this.transitions = transitions;
        this.runsAs = runsAs;
    }

    /** The state, or null where its type is not known. */
    @Nullable State read() {
        fields.text("Comment");
        fields.require("Type");
        String type = fields.text("Type");
        if (type == null) {
            return unknown();
        }
        State state =
                switch (type) {
                    case "Pass" -> pass();
                    case "Task" -> task();
                    case "Choice" -> choice();
                    case "Wait" -> waiting();
                    case "Succeed" -> succeed();
                    case "Fail" -> fail();
                    case "Parallel" -> parallel();
                    case "Map" -> new MapReader(machine, values, runsAs).read(this);
                    default -> null;
                };
        if (state == null) {
            findings.schema(
                    "Value is not one of [Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map]",
                    fields.locationOf("Type"));
            return unknown();
        }
        fields.refuseOthers();
        return state;
    }

    /** Lets it lead where it says, so that the states behind it are not reported for it. */
    private @Nullable State unknown() {
        String next = fields.text("Next");
        if (next != null) {
            leads(next, fields.locationOf("Next"));
        }
        transitions.end();
        return null;
    }

    private State pass() {
        Expression parameters = values.jsonPathTemplate("Parameters");
        DataFlow flow = flow(parameters, null, true);
        Expression result = null;
        JsonNode constant = values.constant("Result");
        if (constant != null) {
            Templates.staticResult(constant, fields.locationOf("Result"), findings);
            result = Constant.of(constant);
        }
        return new State.Pass(name, language, flow, result, transition());
    }

    private State task() {
        fields.require("Resource");
        String resource = fields.requiredText("Resource");
        if (fields.has("Resource")) {
            Resources.check(resource, runsAs, fields.locationOf("Resource"), findings);
        }
        Expression timeout = values.whole("TimeoutSeconds", 1, DefinitionReader.MOST_SECONDS);
        Expression heartbeat = values.whole("HeartbeatSeconds", 1, DefinitionReader.MOST_SECONDS);
        checkHeartbeat();
        Expression credentials = values.template("Credentials");
        DataFlow flow = flow(parametersOrArguments(), selector(), true);
        ErrorHandling handling = new ErrorHandling(values, this::leads);
        return new State.Task(
                name,
                language,
                flow,
                resource,
                timeout,
                heartbeat,
                credentials,
                handling.retriers(),
                handling.catchers(),
                transition());
    }

    /** Constants are compared here; what is computed can only be compared when it runs. */
    private void checkHeartbeat() {
        JsonNode timeout = fields.node().get("TimeoutSeconds");
        JsonNode heartbeat = fields.node().get("HeartbeatSeconds");
        if (timeout != null
                && heartbeat != null
                && timeout.isIntegralNumber()
                && heartbeat.isIntegralNumber()
                && heartbeat.longValue() >= timeout.longValue()) {
            findings.schema(
                    "HeartbeatSeconds must be smaller than TimeoutSeconds", fields.location());
        }
    }

    private State choice() {
        fields.require("Choices");
        ArrayNode choices = fields.array("Choices");
        if (choices != null && choices.isEmpty()) {
            findings.schema("Value cannot be empty", fields.locationOf("Choices"));
        }
        List<ChoiceRule> rules = new ArrayList<>();
        fields.eachObject(
                "Choices",
                (rule, place) ->
                        rules.add(new RuleReader(values.in(rule, place), this::leads).read()));
        String otherwise = fields.text("Default");
        if (otherwise != null) {
            leads(otherwise, fields.locationOf("Default"));
        }
        return new State.Choice(name, language, flow(null, null, false), rules, otherwise);
    }

    private State waiting() {
        DataFlow flow = flow(null, null, false);
        fields.atMostOne("Seconds", "SecondsPath", "Timestamp", "TimestampPath");
        State.Until until = until();
        return new State.Wait(name, language, flow, until, transition());
    }

    private State.Until until() {
        Expression seconds = values.whole("Seconds", 0, DefinitionReader.MOST_SECONDS);
        Expression timestamp = values.text("Timestamp");
        Expression path = values.path("TimestampPath");
        JsonNode constant = fields.node().get("Timestamp");
        if (constant != null
                && constant.isTextual()
                && !values.isExpression("Timestamp")
                && Timestamps.parse(constant) == null) {
            findings.schema(
                    "String does not match RFC3339 timestamp", fields.locationOf("Timestamp"));
        }
        Expression when = timestamp != null ? timestamp : path;
        if (when != null) {
            return new State.Until.Timestamp(when);
        }
        if (seconds == null && !hasAny("Seconds", "SecondsPath", "Timestamp", "TimestampPath")) {
            findings.schema(
                    values.jsonata()
                            ? "One of these fields is required: [Seconds, Timestamp]"
                            : "One of these fields is required: [Seconds, SecondsPath, Timestamp,"
                                    + " TimestampPath]",
                    fields.location());
        }
        return new State.Until.Seconds(seconds == null ? Constant.of(Json.number(0)) : seconds);
    }

    private boolean hasAny(String... names) {
        for (String field : names) {
            if (fields.has(field)) {
                return true;
            }
        }
        return false;
    }

    private State succeed() {
        transitions.end();
        Expression input = values.pathOrNothing("InputPath");
        Expression outputPath = values.pathOrNothing("OutputPath");
        Expression output = values.jsonataTemplate("Output");
        return new State.Succeed(
                name,
                language,
                values.jsonata()
                        ? new DataFlow.Expressions(null, output, null)
                        : new DataFlow.Paths(input, null, null, null, false, outputPath, null));
    }

    private State fail() {
        transitions.end();
        fields.atMostOne("Error", "ErrorPath");
        fields.atMostOne("Cause", "CausePath");
        Expression error = values.text("Error");
        Expression cause = values.text("Cause");
        Expression errorPath = values.pathOrIntrinsic("ErrorPath");
        Expression causePath = values.pathOrIntrinsic("CausePath");
        DataFlow flow =
                values.jsonata()
                        ? new DataFlow.Expressions(null, null, null)
                        : new DataFlow.Paths(null, null, null, null, false, null, null);
        return new State.Fail(
                name,
                language,
                flow,
                error != null ? error : errorPath,
                cause != null ? cause : causePath);
    }

    private State parallel() {
        fields.require("Branches");
        ArrayNode array = fields.array("Branches");
        if (array != null && array.isEmpty()) {
            findings.schema("Value cannot be empty", fields.locationOf("Branches"));
        }
        List<Workflow> branches = new ArrayList<>();
        fields.eachObject(
                "Branches",
                (branch, _) -> {
                    branch.text("Comment");
                    branches.add(machine.workflow(branch, runsAs));
                    branch.refuseOthers();
                });
        DataFlow flow = flow(parametersOrArguments(), selector(), true);
        ErrorHandling handling = new ErrorHandling(values, this::leads);
        return new State.Parallel(
                name,
                language,
                flow,
                branches,
                handling.retriers(),
                handling.catchers(),
                transition());
    }

    String name() {
        return name;
    }

    @Nullable Expression selector() {
        return values.jsonPathTemplate("ResultSelector");
    }

    private @Nullable Expression parametersOrArguments() {
        Expression parameters = values.jsonPathTemplate("Parameters");
        Expression arguments = values.jsonataTemplate("Arguments");
        return values.jsonata() ? arguments : parameters;
    }

    /**
     * @param work Parameters or Arguments
     * @param hasResult whether the state makes something that ResultPath can put somewhere
     */
    DataFlow flow(@Nullable Expression work, @Nullable Expression selector, boolean hasResult) {
        Expression input = values.pathOrNothing("InputPath");
        Expression outputPath = values.pathOrNothing("OutputPath");
        Expression output = values.jsonataTemplate("Output");
        Expression assign = values.assign();
        return values.jsonata()
                ? refusingResultPath(hasResult, new DataFlow.Expressions(work, output, assign))
                : new DataFlow.Paths(
                        input,
                        work,
                        selector,
                        hasResult ? values.resultPath() : null,
                        hasResult && values.discardsResult(),
                        outputPath,
                        assign);
    }

    private DataFlow refusingResultPath(boolean hasResult, DataFlow flow) {
        if (hasResult) {
            values.resultPath();
        }
        return flow;
    }

    Transition transition() {
        fields.atMostOne("Next", "End");
        boolean end = fields.flag("End");
        String next = fields.text("Next");
        if (next != null) {
            leads(next, fields.locationOf("Next"));
            return new Transition.Next(next);
        }
        if (!end && !fields.has("Next")) {
            findings.schema("Missing 'Next' or 'End' field", fields.location());
        }
        transitions.end();
        return new Transition.End();
    }

    void leads(String target, String location) {
        transitions.leads(name, target, location);
    }
}
