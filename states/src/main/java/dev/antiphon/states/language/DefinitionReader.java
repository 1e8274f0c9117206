package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a machine and, within it, every workflow: those of branches and iterations too. */
final class DefinitionReader {
    /** A year and a day, about: AWS's bound of every number of seconds. */
    static final long MOST_SECONDS = 99_999_999;

    private static final int LONGEST_NAME = 80;

    private final WorkflowType type;
    private final Findings findings;

    /** The names of all states: AWS wants them unique in the machine, not only in a workflow. */
    private final Set<String> names = new HashSet<>();

    private final Set<String> labels = new HashSet<>();

    private QueryLanguage language = QueryLanguage.JSON_PATH;

    DefinitionReader(WorkflowType type, Findings findings) {
        this.type = type;
        this.findings = findings;
    }

    Definition machine(ObjectNode root) {
        Fields fields = new Fields(root, "/", findings);
        String comment = fields.text("Comment");
        fields.word("Version", "1.0");
        language = language(fields, QueryLanguage.JSON_PATH);
        Long timeout = fields.whole("TimeoutSeconds", 1, MOST_SECONDS);
        Workflow workflow = workflow(fields, type);
        fields.refuseOthers();
        return new Definition(workflow, comment, timeout);
    }

    /** A state of which nobody knows where it leads. */
    Definition loneState(String name, ObjectNode root) {
        String location = "/States/" + name;
        State state = state(name, new Fields(root, location, findings), new Transitions(), type);
        Map<String, State> states = new LinkedHashMap<>();
        if (state != null) {
            states.put(name, state);
        }
        return new Definition(new Workflow(name, states), null, null);
    }

    /** The two fields that make an object a workflow, out of those of a machine or of a part. */
    Workflow workflow(Fields fields, WorkflowType runsAs) {
        fields.require("StartAt", "States");
        String startAt = fields.requiredText("StartAt");
        Fields all = fields.fields("States");
        Map<String, State> states = new LinkedHashMap<>();
        if (all == null) {
            return new Workflow(startAt, states);
        }
        if (all.node().isEmpty()) {
            findings.schema("Value cannot be empty", all.location());
            return new Workflow(startAt, states);
        }
        Transitions transitions = new Transitions();
        for (var field : all.node().properties()) {
            String name = field.getKey();
            String location = all.locationOf(name);
            checkName(name, location);
            if (field.getValue() instanceof ObjectNode object) {
                State state =
                        state(name, new Fields(object, location, findings), transitions, runsAs);
                if (state != null) {
                    states.put(name, state);
                }
            } else {
                findings.schema("Expected value of type Object", location);
                transitions.end();
            }
        }
        if (fields.has("StartAt")) {
            transitions.check(startAt, fields, all);
        }
        return new Workflow(startAt, states);
    }

    private @Nullable State state(
            String name, Fields fields, Transitions transitions, WorkflowType runsAs) {
        QueryLanguage own = language(fields, language);
        if (language == QueryLanguage.JSONATA && own == QueryLanguage.JSON_PATH) {
            findings.schema(
                    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state"
                            + " machine",
                    fields.location());
            own = language;
        }
        return new StateReader(this, name, new Values(fields, own, ""), transitions, runsAs).read();
    }

    private static QueryLanguage language(Fields fields, QueryLanguage otherwise) {
        String word =
                fields.word(
                        "QueryLanguage",
                        QueryLanguage.JSON_PATH.text(),
                        QueryLanguage.JSONATA.text());
        return word == null
                ? otherwise
                : word.equals(QueryLanguage.JSONATA.text())
                        ? QueryLanguage.JSONATA
                        : QueryLanguage.JSON_PATH;
    }

    private void checkName(String name, String location) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            findings.error(
                    Diagnostic.Code.INVALID_STATE_NAME,
                    "State name must be between 1 and " + LONGEST_NAME + " characters long",
                    location);
        }
        if (!names.add(name)) {
            // AWS refuses it. Branches are scopes of their own, so it runs: a user is warned.
            findings.warning(
                    Diagnostic.Code.DUPLICATE_STATE_NAME,
                    "Duplicate State name: " + name,
                    location);
        }
    }

    /**
     * @return whether no other Map state has this label
     */
    boolean isNewLabel(String label) {
        return labels.add(label);
    }
}
