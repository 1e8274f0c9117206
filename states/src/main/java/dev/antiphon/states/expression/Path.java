package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSONPath, and the document that it begins in: {@code $.a}, {@code $$.Execution.Id},
 * {@code $variable.b}.
 *
 * <p>AWS evaluates paths with Jayway's library over Jackson's trees, which shows in its words for
 * what is missing and in the functions that work ({@code length()} does, {@code sum()} does not),
 * so this does the same. But most paths only walk down fields and indices: these are walked here,
 * some ten times as fast, and the library is asked only why there was nothing.
 */
final class Path {
    private static final Configuration TREES = trees();

    private final String text;
    private final Root root;
    private final JsonPath compiled;
    private final @Nullable List<Step> steps;

    private Path(String text, Root root, JsonPath compiled, @Nullable List<Step> steps) {
        this.text = text;
        this.root = root;
        this.compiled = compiled;
        this.steps = steps;
    }

    /** The document that a path begins in. */
    sealed interface Root {
        /** {@code $}. */
        record Input() implements Root {}

        /** {@code $$}. */
        record Context() implements Root {}

        /** {@code $name}. */
        record Variable(String name) implements Root {}
    }

    static Path parse(String text) throws InvalidExpression {
        PathText path = PathText.parse(text);
        try {
            return new Path(text, path.root(), JsonPath.compile("$" + path.rest()), path.steps());
        } catch (InvalidPathException | IllegalArgumentException _) {
            throw PathText.invalid();
        }
    }

    String text() {
        return text;
    }

    Root root() {
        return root;
    }

    /** Its steps if it only walks down fields and indices, or null. */
    @Nullable List<Step> steps() {
        return steps;
    }

    /** The value at the path, or null where there is none. */
    @Nullable JsonNode find(Scope scope) {
        JsonNode document = document(scope);
        if (document == null) {
            return null;
        }
        if (steps == null) {
            try {
                return read(document);
            } catch (JsonPathException _) {
                return null;
            }
        }
        JsonNode node = document;
        for (Step step : steps) {
            node = step.from(node);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** Why {@link #find} found nothing, in the library's words, which are AWS's. */
    String reason(Scope scope) {
        JsonNode document = document(scope);
        if (document == null) {
            return "Variable '$" + ((Root.Variable) root).name() + "' is not defined";
        }
        try {
            read(document);
        } catch (JsonPathException e) {
            return String.valueOf(e.getMessage());
        }
        return "No results for path: " + compiled.getPath();
    }

    /** What the path begins in, or null for a variable that nobody has assigned. */
    @Nullable JsonNode document(Scope scope) {
        return switch (root) {
            case Root.Input() -> scope.input();
            case Root.Context() -> scope.context().get();
            case Root.Variable(String name) -> scope.variables().get(name);
        };
    }

    private JsonNode read(JsonNode document) {
        try {
            Object found = compiled.read(document, TREES);
            return switch (found) {
                case JsonNode node -> node;
                case Integer number -> JsonNodeFactory.instance.numberNode(number.intValue());
                case null -> JsonNodeFactory.instance.nullNode();
                default -> throw new PathNotFoundException("No results for path: " + text);
            };
        } catch (PathNotFoundException e) {
            if (compiled.isDefinite()) {
                throw e;
            }
            // A path that may find several things finds none, even where its beginning is missing.
            return new ArrayNode(JsonNodeFactory.instance);
        }
    }

    private static Configuration trees() {
        ObjectMapper mapper = new ObjectMapper();
        return Configuration.builder()
                .jsonProvider(new JacksonJsonNodeJsonProvider(mapper))
                .mappingProvider(new JacksonMappingProvider(mapper))
                .build();
    }

    /** Down one field or index. */
    sealed interface Step {
        @Nullable JsonNode from(JsonNode node);

        record Field(String name) implements Step {
            @Override
            public @Nullable JsonNode from(JsonNode node) {
                return node.get(name);
            }
        }

        /** Counted from the end where it is negative. */
        record Index(int index) implements Step {
            @Override
            public @Nullable JsonNode from(JsonNode node) {
                if (!node.isArray()) {
                    return null;
                }
                return node.get(index < 0 ? node.size() + index : index);
            }
        }
    }
}
