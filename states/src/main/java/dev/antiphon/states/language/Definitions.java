package dev.antiphon.states.language;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.BoundedNumbers;
import org.jspecify.annotations.Nullable;

/** Amazon States Language texts, read into records and validated on the way. */
public final class Definitions {
    /**
     * What TestState calls a state that it is given alone. AWS's own name: it shows in its
     * messages.
     */
    public static final String LONE_STATE = "StateName";

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .nodeFactory(new BoundedNumbers())
                    .build()
                    .reader();

    private Definitions() {}

    /** A machine of type Standard. */
    public static Parsed parse(String text) {
        return parse(text, WorkflowType.STANDARD);
    }

    public static Parsed parse(String text, WorkflowType type) {
        Findings findings = new Findings();
        ObjectNode root = object(text, findings);
        if (root == null) {
            return new Parsed.Invalid(findings.diagnostics());
        }
        return parsed(new DefinitionReader(type, findings).machine(root), findings);
    }

    /**
     * A text that was validated before, such as one that a machine was made of.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    public static Definition validated(String text, WorkflowType type) {
        return switch (parse(text, type)) {
            case Parsed.Valid(Definition definition, Diagnostics _) -> definition;
            case Parsed.Invalid(Diagnostics diagnostics) ->
                    throw new IllegalArgumentException(diagnostics.refusal());
        };
    }

    /**
     * A single state without a machine around it: a definition whose only state is {@link
     * #LONE_STATE}, and whose transitions may lead to states that are not there.
     */
    public static Parsed parseState(String text) {
        Findings findings = new Findings();
        ObjectNode root = object(text, findings);
        if (root == null) {
            return new Parsed.Invalid(findings.diagnostics());
        }
        return parsed(
                new DefinitionReader(WorkflowType.STANDARD, findings).loneState(LONE_STATE, root),
                findings);
    }

    private static Parsed parsed(Definition definition, Findings findings) {
        return findings.failed()
                ? new Parsed.Invalid(findings.diagnostics())
                : new Parsed.Valid(definition, findings.diagnostics());
    }

    private static @Nullable ObjectNode object(String text, Findings findings) {
        if (text.isBlank()) {
            findings.error(
                    Diagnostic.Code.MISSING_DESCRIPTION,
                    "State machine description is null or empty",
                    "/");
            return null;
        }
        try {
            JsonNode root = JSON.readTree(text);
            if (root instanceof ObjectNode object) {
                return object;
            }
            findings.schema("Expected value of type Object", "/");
            return null;
        } catch (JsonProcessingException e) {
            findings.error(Diagnostic.Code.INVALID_JSON_DESCRIPTION, e.getOriginalMessage(), "/");
            return null;
        } catch (BoundedNumbers.OutOfRange _) {
            findings.error(Diagnostic.Code.INVALID_JSON_DESCRIPTION, "Number out of range", "/");
            return null;
        }
    }
}
