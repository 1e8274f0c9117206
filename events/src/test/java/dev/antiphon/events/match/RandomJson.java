package dev.antiphon.events.match;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Patterns and events that often meet: they are made of few names and values. */
final class RandomJson {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> STRINGS =
            List.of(
                    "",
                    "x",
                    "xy",
                    "XY",
                    "yx",
                    "x*y",
                    "1",
                    "10.0.0.7",
                    "10.0.1.7",
                    "2001:db8::5",
                    "true",
                    "\\\\",
                    "x y");
    private static final List<String> NUMBERS =
            List.of("0", "1", "1.0", "10", "1e1", "-3", "3.5", "300", "3.0e2", "4999999999", "6e9");

    private final SplittableRandom random;

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String string() {
        return '"' + pick(STRINGS) + '"';
    }

    String event() {
        return object(2);
    }

    private String object(int depth) {
        return IntStream.range(0, random.nextInt(depth == 2 ? 1 : 0, 4))
                .mapToObj(i -> '"' + NAMES.get(i) + "\":" + value(depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(int depth) {
        int dice = random.nextInt(depth == 0 ? 7 : 12);
        return switch (dice) {
            case 0, 1, 2 -> string();
            case 3, 4 -> pick(NUMBERS);
            case 5 -> random.nextBoolean() ? "true" : "false";
            case 6 -> "null";
            case 7, 8 -> object(depth - 1);
            default ->
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(_ -> value(depth - 1))
                            .collect(Collectors.joining(",", "[", "]"));
        };
    }

    String pattern() {
        return patternObject(2, true);
    }

    private String patternObject(int depth, boolean or) {
        List<String> members =
                IntStream.range(0, random.nextInt(1, 4))
                        .mapToObj(i -> '"' + NAMES.get(i) + "\":" + patternValue(depth))
                        .collect(Collectors.toList());
        if (or && random.nextInt(5) == 0) {
            members.add(
                    "\"$or\":["
                            + patternObject(depth, false)
                            + ","
                            + patternObject(depth, false)
                            + "]");
        }
        return String.join(",", members).transform(body -> "{" + body + "}");
    }

    private String patternValue(int depth) {
        return depth > 0 && random.nextInt(3) == 0
                ? patternObject(depth - 1, false)
                : IntStream.range(0, random.nextInt(1, 4))
                        .mapToObj(_ -> alternative())
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private String strings() {
        return random.nextBoolean() ? string() : "[" + string() + "," + string() + "]";
    }

    private String alternative() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> string();
            case 3 -> pick(NUMBERS);
            case 4 -> pick(List.of("true", "false", "null"));
            case 5 -> "{\"prefix\":" + string() + "}";
            case 6 -> "{\"suffix\":" + string() + "}";
            case 7 -> "{\"prefix\":{\"equals-ignore-case\":" + string() + "}}";
            case 8 -> "{\"suffix\":{\"equals-ignore-case\":" + string() + "}}";
            case 9 -> "{\"equals-ignore-case\":" + string() + "}";
            case 10 ->
                    "{\"wildcard\":\""
                            + pick(List.of("*", "x*", "*y", "x*y", "*x*y*", "x\\\\*y"))
                            + "\"}";
            case 11 -> "{\"anything-but\":" + strings() + "}";
            case 12 -> "{\"anything-but\":[" + pick(NUMBERS) + "]}";
            case 13 -> "{\"anything-but\":{\"prefix\":" + strings() + "}}";
            case 14 -> "{\"anything-but\":{\"suffix\":" + strings() + "}}";
            case 15 -> "{\"anything-but\":{\"equals-ignore-case\":" + strings() + "}}";
            case 16 ->
                    "{\"anything-but\":{\"wildcard\":\""
                            + pick(List.of("x*", "*y", "*x*"))
                            + "\"}}";
            case 17 -> numeric();
            case 18 ->
                    "{\"cidr\":\""
                            + pick(List.of("10.0.0.0/24", "10.0.0.0/8", "2001:db8::/32"))
                            + "\"}";
            default -> "{\"exists\":" + random.nextBoolean() + "}";
        };
    }

    private String numeric() {
        return "{\"numeric\":"
                + pick(
                        List.of(
                                "[\"=\",10]",
                                "[\">\",1]",
                                "[\"<=\",10]",
                                "[\">=\",1,\"<\",300]",
                                "[\">\",-5,\"<=\",1]"))
                + "}";
    }
}
