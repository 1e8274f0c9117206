package dev.antiphon.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in {@code {% %}}.
 *
 * <p>The library keeps, for each thread, the object that was last made on it, and evaluates all
 * others by it, writing its fields. An object that is nobody's last is only read. So {@link
 * #compile} makes another one after each, and a compiled expression can be shared by all threads;
 * all that differs between evaluations is bound in a frame that is theirs.
 */
final class JsonataExpression implements Expression {
    private static final String ERROR = "States.QueryEvaluationError";

    /** The library needs time in proportion to the square of it. */
    private static final int LONGEST = 100_000;

    private static final Pattern NAME = Pattern.compile("(?U)\\$([\\p{L}_]\\w*)");

    private final String text;
    private final String location;
    private final @Nullable ResultType expected;
    private final String compiledText;
    private final com.dashjoin.jsonata.Jsonata compiled;
    private final List<Pattern> patterns;
    private final List<String> functions;
    private final List<String> variables;
    private final @Nullable JsonataFieldPath path;

    private JsonataExpression(String text, String location, @Nullable ResultType expected)
            throws InvalidExpression {
        this.text = text;
        this.location = location;
        this.expected = expected;
        List<String> functions = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            String name = names.group(1);
            List<String> list =
                    JsonataFunctions.has(name) || MeteredFunction.has(name) ? functions : variables;
            if (!list.contains(name)) {
                list.add(name);
            }
        }
        variables.addAll(functions);
        this.functions = List.copyOf(functions);
        this.variables = List.copyOf(variables);
        if (text.length() > LONGEST) {
            throw invalid("The expression has more than " + LONGEST + " characters");
        }
        JsonataRegexes regexes = JsonataRegexes.parse(text);
        this.patterns = regexes.patterns();
        this.compiledText = regexes.text();
        this.compiled = compile(compiledText);
        this.path = JsonataFieldPath.parse(text);
    }

    static Expression parse(String text, String location, @Nullable ResultType expected)
            throws InvalidExpression {
        if (!Jsonata.isExpression(text)) {
            throw new InvalidExpression("Value must be a valid JSONata expression.", "");
        }
        return new JsonataExpression(
                text.substring(2, text.length() - 2).strip(), location, expected);
    }

    private static com.dashjoin.jsonata.Jsonata compile(String text) throws InvalidExpression {
        try {
            // A comment at the very end would lead the library's tokenizer past it.
            com.dashjoin.jsonata.Jsonata compiled =
                    com.dashjoin.jsonata.Jsonata.jsonata(text + " ");
            compiled.setValidateInput(false);
            compiled.setOutputConvertNulls(false);
            return compiled;
        } catch (JException e) {
            throw invalid(JsonataErrors.words(e));
        } catch (StackOverflowError _) {
            throw invalid("The expression is nested too deeply");
        } catch (RuntimeException e) {
            // The library says of some mistakes, such as those in regular expressions, what Java
            // says of them.
            throw invalid(String.valueOf(e.getMessage()));
        } finally {
            com.dashjoin.jsonata.Jsonata.jsonata("0");
        }
    }

    private static InvalidExpression invalid(String why) {
        return new InvalidExpression(why, "");
    }

    @Override
    public JsonNode evaluate(Scope scope) throws EvaluationFailure {
        JsonNode result = path == null ? null : path.find(scope);
        if (result == null) {
            result = compute(scope);
        }
        if (expected != null && !expected.word().equals(ResultType.wordFor(result))) {
            throw failure(
                    "returned an unexpected result type. Expected '"
                            + expected.word()
                            + "', but was '"
                            + ResultType.wordFor(result)
                            + "' for value: "
                            + (Bulk.exceeds(result) ? "..." : result));
        }
        return result;
    }

    private JsonNode compute(Scope scope) throws EvaluationFailure {
        Fuel fuel = new Fuel();
        try {
            Object value = fuel.during(() -> compiled.evaluate(null, frame(scope, fuel)));
            if (value == null) {
                throw failure("returned nothing (undefined).");
            }
            return JsonataTrees.toTree(value);
        } catch (JsonataTrees.Unsupported _) {
            throw failure("returned an unsupported result type.");
        } catch (StackOverflowError _) {
            throw error(Fuel.tooDeep());
        } catch (RuntimeException e) {
            // Exhausted fuel, and what the library's functions let through of what Java throws.
            throw error(e);
        }
    }

    private EvaluationFailure error(RuntimeException error) {
        return failure(
                "threw an error during evaluation" + JsonataErrors.tail(error, compiledText));
    }

    private Frame frame(Scope scope, Fuel fuel) {
        Frame frame = new Frame(null);
        new JsonataMeter(fuel).bind(frame);
        for (String function : functions) {
            if (MeteredFunction.has(function)) {
                MeteredFunction.bind(function, frame);
            } else {
                JsonataFunctions.bind(function, frame, scope, fuel);
            }
        }
        for (int i = 0; i < patterns.size(); i++) {
            frame.bind(
                    JsonataRegexes.variable(i), (Object) new MeteredRegex(patterns.get(i), fuel));
        }
        for (String variable : variables) {
            if (variable.equals("states")) {
                frame.bind(variable, new JsonataStates(scope));
            } else {
                JsonNode value = scope.variables().get(variable);
                if (value != null) {
                    frame.bind(variable, JsonataTrees.toValue(value));
                }
            }
        }
        return frame;
    }

    private EvaluationFailure failure(String what) {
        return new EvaluationFailure(
                ERROR,
                "The JSONata expression '"
                        + text
                        + "' specified for the field '"
                        + location
                        + "' "
                        + what,
                location);
    }
}
