package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Between our trees and the values of the library, which are Java's own.
 *
 * <p>Objects and arrays are not copied on the way in: the library sees them through views, whose
 * values are made when they are asked for. On the way out a view is the node that it was made of.
 * So the cost of an expression does not depend on the size of the input that it takes a field from.
 */
final class JsonataTrees {
    /**
     * No result that fits a payload holds more; a shared part counts as often as it stands there.
     */
    private static final int MOST_NODES = 500_000;

    private static final int DEEPEST = 1_000;

    private JsonataTrees() {}

    static Object toValue(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> new ObjectView(object);
            case ArrayNode array -> new ArrayView(array);
            case TextNode text -> text.textValue();
            case BooleanNode bool -> bool.booleanValue();
            default -> node.isNumber() ? node.numberValue() : Jsonata.NULL_VALUE;
        };
    }

    /**
     * @throws Unsupported if a part of it is no JSON
     */
    static JsonNode toTree(Object value) throws Unsupported {
        return new Reader().read(value, 0);
    }

    /** Whether it is of a tree of ours, of which no part is in two places. */
    static boolean isView(Object value) {
        return value instanceof ObjectView || value instanceof ArrayView;
    }

    /** That a result is no JSON. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(null, null, false, false);
        }
    }

    private static final class Reader {
        private int nodes;

        private JsonNode read(@Nullable Object value, int depth) throws Unsupported {
            nodes++;
            if (nodes > MOST_NODES || depth > DEEPEST) {
                throw Fuel.tooLarge();
            }
            return switch (value) {
                case null -> NullNode.instance;
                case ObjectView view -> view.node;
                case ArrayView view -> view.node;
                case String text -> TextNode.valueOf(text);
                case Boolean bool -> BooleanNode.valueOf(bool);
                case Number number -> number(number);
                case Map<?, ?> map -> {
                    ObjectNode object = new ObjectNode(JsonNodeFactory.instance);
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        object.set(
                                String.valueOf(entry.getKey()), read(entry.getValue(), depth + 1));
                    }
                    yield object;
                }
                case List<?> list -> {
                    ArrayNode array = new ArrayNode(JsonNodeFactory.instance, list.size());
                    for (Object element : list) {
                        array.add(read(element, depth + 1));
                    }
                    yield array;
                }
                default -> {
                    if (!value.equals(Jsonata.NULL_VALUE)) {
                        throw new Unsupported();
                    }
                    yield NullNode.instance;
                }
            };
        }

        /** Whole numbers are written without a fraction, as in JavaScript. */
        private static JsonNode number(Number number) {
            return switch (number) {
                case Integer i -> JsonNodeFactory.instance.numberNode(i);
                case Long l -> whole(l);
                case BigInteger big -> JsonNodeFactory.instance.numberNode(big);
                case BigDecimal decimal -> DecimalNode.valueOf(decimal);
                default -> {
                    double value = number.doubleValue();
                    yield value == Math.rint(value) && Math.abs(value) < 1e15
                            ? whole((long) value)
                            : DoubleNode.valueOf(value);
                }
            };
        }

        private static JsonNode whole(long value) {
            return value == (int) value
                    ? JsonNodeFactory.instance.numberNode((int) value)
                    : JsonNodeFactory.instance.numberNode(value);
        }
    }

    /** An object, as the library looks at it. */
    private static final class ObjectView extends AbstractMap<String, Object> {
        private final ObjectNode node;

        ObjectView(ObjectNode node) {
            this.node = node;
        }

        @Override
        public int size() {
            return node.size();
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return key instanceof String name && node.has(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            JsonNode value = key instanceof String name ? node.get(name) : null;
            return value == null ? null : toValue(value);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return node.size();
                }

                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    Iterator<Entry<String, JsonNode>> fields = node.properties().iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return fields.hasNext();
                        }

                        @Override
                        public Entry<String, Object> next() {
                            Entry<String, JsonNode> field = fields.next();
                            return Map.entry(field.getKey(), toValue(field.getValue()));
                        }
                    };
                }
            };
        }
    }

    /** An array, as the library looks at it. */
    private static final class ArrayView extends AbstractList<Object> {
        private final ArrayNode node;

        ArrayView(ArrayNode node) {
            this.node = node;
        }

        @Override
        public int size() {
            return node.size();
        }

        @Override
        public Object get(int index) {
            JsonNode value = node.get(index);
            if (value == null) {
                throw new IndexOutOfBoundsException(index);
            }
            return toValue(value);
        }
    }
}
