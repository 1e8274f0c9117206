package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that must not be the
 * library's: they would read the clock or chance, or could be made to run for ever.
 */
final class JsonataFunctions {
    /** Measured on AWS, where it is what an evaluation's memory holds. */
    private static final int LONGEST_RANGE = 360_145;

    private JsonataFunctions() {}

    static boolean has(String name) {
        return switch (name) {
            case "partition",
                    "range",
                    "hash",
                    "random",
                    "uuid",
                    "parse",
                    "eval",
                    "now",
                    "fromMillis",
                    "millis",
                    "shuffle",
                    "pad",
                    "match",
                    "contains",
                    "replace",
                    "split" ->
                    true;
            default -> false;
        };
    }

    /** Puts one of them into a frame, for one evaluation. */
    static void bind(String name, Frame frame, Scope scope, Fuel fuel) {
        JsonataPatterns patterns = new JsonataPatterns(fuel);
        switch (name) {
            case "partition" -> bind(frame, name, "<an:a>", JsonataFunctions::partition);
            case "range" -> bind(frame, name, "<nnn:a>", JsonataFunctions::range);
            case "hash" -> bind(frame, name, "<xs:s>", args -> hash(args, fuel));
            case "random" -> bind(frame, name, "<n?:n>", args -> random(scope.random(), args));
            case "uuid" -> bind(frame, name, "<:s>", _ -> Chance.uuid(scope.random()));
            case "parse" -> bind(frame, name, "<s-:x>", args -> parse(args, fuel));
            // There is none: calling it is calling what is no function.
            case "eval" -> frame.bind(name, (Object) null);
            case "now" ->
                    bind(
                            frame,
                            name,
                            "<s?s?:s>",
                            args ->
                                    Functions.dateTimeFromMillis(
                                            scope.now().toEpochMilli(),
                                            picture(at(args, 0), fuel),
                                            (String) at(args, 1)));
            case "fromMillis" ->
                    bind(
                            frame,
                            name,
                            "<n-s?s?:s>",
                            args ->
                                    at(args, 0) instanceof Number millis
                                            ? Functions.dateTimeFromMillis(
                                                    millis,
                                                    picture(at(args, 1), fuel),
                                                    (String) at(args, 2))
                                            : null);
            case "millis" -> bind(frame, name, "<:n>", _ -> scope.now().toEpochMilli());
            case "shuffle" -> bind(frame, name, "<a:a>", args -> shuffle(scope.random(), args));
            case "pad" -> bind(frame, name, "<s-ns?:s>", args -> pad(args, fuel));
            case "match" -> bind(frame, name, "<s-f<s:o>n?:a<o>>", patterns::match);
            case "contains" -> bind(frame, name, "<s-(sf):b>", patterns::contains);
            case "replace" -> bind(frame, name, "<s-(sf)(sf)n?:s>", patterns::replace);
            case "split" -> bind(frame, name, "<s-(sf)n?:a<s>>", patterns::split);
            default -> throw new IllegalArgumentException(name);
        }
    }

    /**
     * What a function does with its arguments; null is undefined. The library takes what it throws.
     */
    private interface Body {
        @Nullable Object apply(List<?> arguments) throws Throwable;
    }

    private static void bind(Frame frame, String name, String signature, Body body) {
        JFunctionCallable callable = (_, arguments) -> body.apply(arguments);
        frame.bind(name, new JFunction(callable, signature));
    }

    static @Nullable Object at(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable String picture(@Nullable Object text, Fuel fuel) {
        Pictures.format(fuel, text);
        return (String) text;
    }

    private static @Nullable Object partition(List<?> arguments) {
        if (!(at(arguments, 0) instanceof List<?> array)
                || !(at(arguments, 1) instanceof Number number)) {
            return null;
        }
        int size = number.intValue();
        if (size < 0) {
            throw new JException("The chunk size of partition must be a positive integer");
        }
        if (size == 0) {
            return null;
        }
        List<Object> chunks = new ArrayList<>();
        for (int i = 0; i < array.size(); i += size) {
            chunks.add(new ArrayList<>(array.subList(i, Math.min(array.size(), i + size))));
        }
        return chunks;
    }

    private static @Nullable Object range(List<?> arguments) {
        if (!(at(arguments, 0) instanceof Number first)
                || !(at(arguments, 1) instanceof Number last)
                || !(at(arguments, 2) instanceof Number delta)) {
            return null;
        }
        long step = delta.longValue();
        long start = first.longValue();
        long end = last.longValue();
        if (step == 0) {
            return null;
        }
        if (step > 0 ? start > end : start < end) {
            return new ArrayList<>();
        }
        // Their difference may be more than a long holds.
        BigInteger steps =
                BigInteger.valueOf(end)
                        .subtract(BigInteger.valueOf(start))
                        .divide(BigInteger.valueOf(step));
        if (steps.compareTo(BigInteger.valueOf(LONGEST_RANGE)) >= 0) {
            throw Fuel.tooLarge();
        }
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i <= steps.intValue(); i++) {
            long number = start + i * step;
            numbers.add(number == (int) number ? (Object) (int) number : (Object) number);
        }
        return numbers;
    }

    private static @Nullable Object hash(List<?> arguments, Fuel fuel) {
        Object data = at(arguments, 0);
        fuel.write(data);
        Object algorithm = at(arguments, 1);
        if (data == null || algorithm == null) {
            return null;
        }
        try {
            return Digests.hex((String) algorithm, Functions.string(data, false));
        } catch (IllegalArgumentException e) {
            throw new JException(e.getMessage());
        }
    }

    private static Object random(RandomGenerator random, List<?> arguments) {
        return at(arguments, 0) instanceof Number seed
                ? Chance.seeded(seed.longValue()).nextDouble()
                : (Object) random.nextDouble();
    }

    private static @Nullable Object parse(List<?> arguments, Fuel fuel) {
        if (!(at(arguments, 0) instanceof String text)) {
            return null;
        }
        fuel.spend(text.length());
        try {
            JsonNode tree = Json.parse(text);
            return JsonataTrees.toValue(tree);
        } catch (JsonProcessingException e) {
            throw new JException(
                    "Unable to parse the argument of parse: " + e.getOriginalMessage());
        }
    }

    private static @Nullable Object shuffle(RandomGenerator random, List<?> arguments) {
        if (!(at(arguments, 0) instanceof List<?> array)) {
            return null;
        }
        List<Object> shuffled = new ArrayList<>(array);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Object moved = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, moved);
        }
        return shuffled;
    }

    private static @Nullable Object pad(List<?> arguments, Fuel fuel) {
        if (!(at(arguments, 0) instanceof String text)
                || !(at(arguments, 1) instanceof Number number)) {
            return null;
        }
        int width = number.intValue();
        long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        fuel.spend(missing);
        int[] pad =
                at(arguments, 2) instanceof String string && !string.isEmpty()
                        ? string.codePoints().toArray()
                        : new int[] {' '};
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < missing; i++) {
            padding.appendCodePoint(pad[i % pad.length]);
        }
        return width < 0 ? padding + text : text + padding;
    }
}
