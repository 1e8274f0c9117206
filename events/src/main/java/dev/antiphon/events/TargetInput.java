package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.engine.Check;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a target gets of an event. */
sealed interface TargetInput {
    /**
     * @return UTF-8, or null if what came out is not the JSON that the template promised
     */
    byte @Nullable [] apply(LiveRule rule, Event event);

    /** The event as it is. */
    record Whole() implements TargetInput {
        @Override
        public byte[] apply(LiveRule rule, Event event) {
            return event.body();
        }
    }

    /** Always the same. */
    record Constant(byte[] body) implements TargetInput {
        @Override
        public byte[] apply(LiveRule rule, Event event) {
            return body;
        }
    }

    /** A part of the event, or {@code null} if that is missing. */
    record Part(JsonPath path) implements TargetInput {
        @Override
        public byte[] apply(LiveRule rule, Event event) {
            JsonNode part = path.of(event.tree());
            return part == null ? "null".getBytes(StandardCharsets.UTF_8) : Json.bytes(part);
        }
    }

    /** A text with values from the event. */
    record Transformed(InputTemplate template) implements TargetInput {
        @Override
        public byte @Nullable [] apply(LiveRule rule, Event event) {
            String text = template.fill(rule, event);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Of a target that {@link TargetRules} has let in. */
    static TargetInput of(Target target) {
        InputTransformer transformer = target.inputTransformer();
        if (transformer != null) {
            Map<String, JsonPath> paths = new LinkedHashMap<>();
            transformer.inputPathsMap().forEach((name, path) -> paths.put(name, path(path)));
            return new Transformed(InputTemplate.of(transformer.inputTemplate(), paths));
        }
        if (target.inputPath() != null) {
            JsonPath path = path(target.inputPath());
            return new Part(path);
        }
        return target.input() == null
                ? new Whole()
                : new Constant(target.input().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonPath path(String text) {
        return Check.present(JsonPath.parse(text), "a target's paths were valid when it was put");
    }
}
