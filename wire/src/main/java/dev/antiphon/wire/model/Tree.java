package dev.antiphon.wire.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object of a table, read whole: the tables are small and are read once. */
record Tree(Map<String, Object> members) {
    static final Tree EMPTY = new Tree(Map.of());

    /** A resource of this package that holds an object, or a list of objects. */
    static List<Tree> resource(String name) {
        try (InputStream in = Tree.class.getResourceAsStream(name)) {
            if (in == null) {
                return List.of();
            }
            try (JsonParser parser = new JsonFactory().createParser(in)) {
                parser.nextToken();
                Object value = value(parser);
                List<Tree> trees = new ArrayList<>();
                for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                    trees.add((Tree) each);
                }
                return trees;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + name, e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield new Tree(members);
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getText();
        };
    }

    @Nullable String text(String name) {
        return (String) members.get(name);
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    @Nullable Long number(String name) {
        return (Long) members.get(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    Tree tree(String name) {
        return members.get(name) instanceof Tree tree ? tree : EMPTY;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object each : list) {
                texts.add((String) each);
            }
        }
        return List.copyOf(texts);
    }
}
