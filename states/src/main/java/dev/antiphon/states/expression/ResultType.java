package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** What a field needs that its JSONata expression gives; AWS names it when it is something else. */
public enum ResultType {
    ARRAY("array"),
    BOOLEAN("boolean"),
    NUMBER("number"),
    OBJECT("object"),
    STRING("string");

    private final String word;

    ResultType(String word) {
        this.word = word;
    }

    /** AWS's word for it. */
    String word() {
        return word;
    }

    /** AWS's word for the type of a value. */
    static String wordFor(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> ARRAY.word;
            case BOOLEAN -> BOOLEAN.word;
            case NUMBER -> NUMBER.word;
            case OBJECT, POJO -> OBJECT.word;
            case STRING, BINARY -> STRING.word;
            case NULL, MISSING -> "null";
        };
    }
}
