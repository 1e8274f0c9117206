package dev.antiphon.apigateway.mapping;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A variable of an expression. */
sealed interface Variable {
    @Nullable String value(Values values);

    /**
     * @param text without the dollar sign
     * @param about {@code request} or {@code response}
     * @throws IllegalArgumentException if there is no such variable
     */
    static Variable parse(String text, String about) {
        if (text.startsWith("context.")) {
            return new Context(name(text, "context."));
        }
        if (text.startsWith("stageVariables.")) {
            return new StageVariable(name(text, "stageVariables."));
        }
        if (!text.startsWith(about + ".")) {
            throw none(text);
        }
        String of = text.substring(about.length() + 1);
        if (of.startsWith("header.")) {
            return new HeaderValue(name(of, "header."));
        }
        if (of.equals("body")) {
            return new Body();
        }
        if (of.startsWith("body.") || of.startsWith("body[")) {
            return new BodyMember(JsonPlace.parse(of.substring("body".length())));
        }
        if (about.equals("request")) {
            if (of.startsWith("querystring.")) {
                return new QueryParameter(name(of, "querystring."));
            }
            if (of.equals("path")) {
                return new Path();
            }
            if (of.startsWith("path.")) {
                return new PathParameter(name(of, "path."));
            }
        }
        throw none(text);
    }

    private static String name(String text, String prefix) {
        if (text.length() == prefix.length()) {
            throw none(text);
        }
        return text.substring(prefix.length());
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException("no variable: " + text);
    }

    record HeaderValue(String name) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.header(name);
        }
    }

    record QueryParameter(String name) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.queryParameter(name);
        }
    }

    record Path() implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.path();
        }
    }

    record PathParameter(String name) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.pathParameter(name);
        }
    }

    record Body() implements Variable {
        @Override
        public @Nullable String value(Values values) {
            byte[] body = values.body();
            return body.length == 0 ? null : new String(body, StandardCharsets.UTF_8);
        }
    }

    record BodyMember(JsonPlace place) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return place.find(values.body());
        }
    }

    record Context(String name) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.context(name);
        }
    }

    record StageVariable(String name) implements Variable {
        @Override
        public @Nullable String value(Values values) {
            return values.stageVariable(name);
        }
    }
}
