package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what an ItemReader has read becomes items.
 *
 * @param type {@code JSON}, {@code JSONL}, {@code CSV} …; a list of objects is JSON too
 * @param pointer of JSON: where in it the items are, or null for all of it
 * @param headers of CSV: the names of the columns, or null where the first row has them
 * @param delimiter of CSV
 * @param most how many items at most, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html">ItemReader</a>
 */
record ItemReaderData(
        String type,
        @Nullable String pointer,
        @Nullable List<String> headers,
        char delimiter,
        @Nullable Integer most) {

    static ItemReaderData of(String resource, JsonNode configuration) {
        List<String> headers = null;
        if (configuration.get("CSVHeaders") instanceof ArrayNode given) {
            headers = new ArrayList<>();
            for (JsonNode each : given) {
                headers.add(each.asText());
            }
        }
        String pointer = configuration.path("ItemsPointer").textValue();
        return new ItemReaderData(
                resource.endsWith("listObjectsV2")
                        ? "JSON"
                        : configuration.path("InputType").asText("JSON"),
                pointer,
                headers,
                switch (configuration.path("CSVDelimiter").asText()) {
                    case "PIPE" -> '|';
                    case "SEMICOLON" -> ';';
                    case "SPACE" -> ' ';
                    case "TAB" -> '\t';
                    default -> ',';
                },
                configuration.path("MaxItems").asInt() > 0
                        ? configuration.path("MaxItems").asInt()
                        : null);
    }

    String describe() {
        return pointer == null ? type : type + " at " + pointer;
    }

    /** Where the items are, or null where the data is not of its type. */
    @Nullable JsonNode pointed(String data) {
        return switch (type) {
            case "CSV" -> csv(data);
            case "JSONL" -> jsonLines(data);
            default -> {
                JsonNode all = Json.parse(data);
                if (all == null || pointer == null) {
                    yield all;
                }
                JsonNode at = pointer.startsWith("/") ? all.at(pointer) : Json.NODES.missingNode();
                yield at.isMissingNode() ? null : at;
            }
        };
    }

    /** The items, or null where there are none: fields of an object are items too. */
    @Nullable ArrayNode items(JsonNode pointed) {
        ArrayNode all;
        if (pointed instanceof ArrayNode array) {
            all = array;
        } else if (pointed instanceof ObjectNode object) {
            all = Json.NODES.arrayNode();
            for (var field : object.properties()) {
                ObjectNode item = all.addObject();
                item.put("Key", field.getKey());
                item.set("Value", field.getValue());
            }
        } else {
            return null;
        }
        if (most == null || all.size() <= most) {
            return all;
        }
        ArrayNode first = Json.NODES.arrayNode();
        for (int i = 0; i < most; i++) {
            first.add(all.get(i));
        }
        return first;
    }

    private static @Nullable ArrayNode jsonLines(String data) {
        ArrayNode items = Json.NODES.arrayNode();
        for (String line : data.split("\r?\n", -1)) {
            if (!line.isBlank()) {
                JsonNode item = Json.parse(line);
                if (item == null) {
                    return null;
                }
                items.add(item);
            }
        }
        return items;
    }

    private ArrayNode csv(String data) {
        List<List<String>> rows = new CsvText(data, delimiter).rows();
        List<String> names = headers;
        if (names == null) {
            names = rows.isEmpty() ? List.of() : rows.removeFirst();
        }
        ArrayNode items = Json.NODES.arrayNode();
        for (List<String> row : rows) {
            ObjectNode item = items.addObject();
            for (int i = 0; i < names.size(); i++) {
                item.put(names.get(i), i < row.size() ? row.get(i) : "");
            }
        }
        return items;
    }
}
