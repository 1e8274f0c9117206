package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $states}: looks up only what is asked for, as the context object has to be made first. */
final class JsonataStates extends AbstractMap<String, Object> {
    private final Scope scope;

    JsonataStates(Scope scope) {
        this.scope = scope;
    }

    /** One of its fields, or null where it has none of this name. */
    static @Nullable JsonNode field(Scope scope, String name) {
        return switch (name) {
            case "input" -> scope.input();
            case "result" -> scope.result();
            case "errorOutput" -> scope.errorOutput();
            case "context" -> scope.context().get();
            default -> null;
        };
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        JsonNode field = key instanceof String name ? field(scope, name) : null;
        return field == null ? null : JsonataTrees.toValue(field);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : new String[] {"input", "result", "errorOutput", "context"}) {
            Object value = get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all.entrySet();
    }
}
