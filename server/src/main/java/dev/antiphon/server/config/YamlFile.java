package dev.antiphon.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML as {@link Given} values that know their lines. Only the syntax tree is used: no tag
 * constructs an object, and no scalar is guessed to be a number or a date.
 */
final class YamlFile {
    /** Deeper than any setting; an alias that contains itself ends here. */
    private static final int DEPTH = 8;

    private final String name;

    private YamlFile(String name) {
        this.name = name;
    }

    static Map<String, Given> read(Path file) {
        String name = file.toString();
        try {
            return parse(name, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException(name, "there is no such file");
        } catch (CharacterCodingException e) {
            throw new ConfigException(name, "is not a text file in UTF-8");
        } catch (IOException e) {
            throw new ConfigException(name, "cannot be read: " + e.getMessage());
        }
    }

    static Map<String, Given> parse(String name, String text) {
        YamlFile file = new YamlFile(name);
        Optional<Node> root = file.compose(text);
        if (root.isEmpty()) {
            return Map.of();
        }
        if (file.given(root.get(), DEPTH) instanceof Given.Keys keys) {
            return keys.values();
        }
        throw new ConfigException(
                file.where(root.get()), "settings are written as \"key: value\", one a line");
    }

    /** A value that stands alone, such as a list in an environment variable. */
    static Given value(String where, String text) {
        YamlFile file = new YamlFile(where);
        Optional<Node> root = file.compose(text);
        return root.isEmpty() ? new Given.Scalar("", where) : file.given(root.get(), DEPTH);
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(
                    e.getProblemMark().map(this::where).orElse(name),
                    "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(name, "this is not YAML: " + e.getMessage());
        }
    }

    private Given given(Node node, int depth) {
        String where = where(node);
        if (depth == 0) {
            throw new ConfigException(where, "settings are not nested this deep");
        }
        return switch (node) {
            case ScalarNode scalar -> new Given.Scalar(scalar.getValue(), where);
            case SequenceNode sequence -> {
                List<Given> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(given(item, depth - 1));
                }
                yield new Given.Items(items, where);
            }
            case MappingNode mapping -> keys(mapping, depth, where);
            default -> throw new ConfigException(where, "this is not a value");
        };
    }

    private Given keys(MappingNode mapping, int depth, String where) {
        Map<String, Given> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(where(tuple.getKeyNode()), "a key is a plain word");
            }
            if (values.put(key.getValue(), given(tuple.getValueNode(), depth - 1)) != null) {
                throw new ConfigException(
                        where(key), "\"" + key.getValue() + "\" is set a second time");
            }
        }
        return new Given.Keys(values, where);
    }

    private String where(Node node) {
        return node.getStartMark().map(this::where).orElse(name);
    }

    private String where(Mark mark) {
        return name + ":" + (mark.getLine() + 1);
    }
}
