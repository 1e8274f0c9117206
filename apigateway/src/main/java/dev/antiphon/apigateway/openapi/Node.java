package dev.antiphon.apigateway.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a document, whether there is something or not. */
record Node(@Nullable Object value) {
    boolean present() {
        return value != null;
    }

    boolean has(String name) {
        return child(name).present();
    }

    Node child(String name) {
        return new Node(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    Map<String, Node> children() {
        Map<String, Node> children = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> children.put(scalar(key), new Node(child)));
        }
        return children;
    }

    List<Node> items(String name) {
        List<Node> items = new ArrayList<>();
        if (child(name).value instanceof List<?> list) {
            list.forEach(item -> items.add(new Node(item)));
        }
        return items;
    }

    @Nullable String text(String name) {
        Object text = child(name).value;
        return text == null ? null : scalar(text);
    }

    /**
     * As a text what is one. A list is none, and might say of itself more than memory holds: parts
     * of a document can stand in it several times, even in themselves.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String scalar(@Nullable Object value) {
        if (value instanceof Map || value instanceof Collection) {
            throw new IllegalArgumentException(
                    "Unable to parse API definition: a text was expected instead of a structure");
        }
        return String.valueOf(value);
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    /**
     * @throws IllegalArgumentException if it is no number
     */
    @Nullable Integer number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no number: " + text);
        }
    }

    /** A list, or one text as a list of it. */
    List<String> texts(String name) {
        Object said = child(name).value;
        if (said instanceof List<?> list) {
            return list.stream().map(Node::scalar).toList();
        }
        return said == null ? List.of() : List.of(scalar(said));
    }

    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        child(name)
                .children()
                .forEach((key, child) ->
                        texts.put(key, child.value == null ? "" : scalar(child.value)));
        return texts;
    }
}
