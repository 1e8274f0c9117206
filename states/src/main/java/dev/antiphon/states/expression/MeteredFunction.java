package dev.antiphon.states.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of the library, which spends fuel for what it looks at. The library calls functions
 * also without evaluating anything, in {@code $map(texts, $length)}, and some of them take far
 * longer than their arguments are long.
 *
 * <p>These are shared by all evaluations, for the library is slow to make one; whose fuel it is
 * follows from who calls.
 */
final class MeteredFunction extends JFunction {
    /** The library's names, signatures and, where it differs, what implements them. */
    private static final Map<String, MeteredFunction> ALL =
            """
            sum <a<n>:n>
            count <a:n>
            max <a<n>:n>
            min <a<n>:n>
            average <a<n>:n>
            string <x-b?:s>
            substring <s-nn?:s>
            substringBefore <s-s:s>
            substringAfter <s-s:s>
            lowercase <s-:s>
            uppercase <s-:s>
            length <s-:n>
            trim <s-:s>
            join <a<s>s?:s>
            formatNumber <n-so?:s>
            formatInteger <n-s:s>
            parseInteger <s-s:n>
            number <(nsb)-:n>
            round <n-n?:n>
            boolean <x-:b> toBoolean
            not <x-:b>
            map <af>
            zip <a+>
            filter <af>
            single <af?>
            reduce <afj?:j> foldLeft
            sift <o-f?:o>
            keys <x-:a<s>>
            lookup <x-s:x>
            append <xx:a>
            spread <x-:a<o>>
            merge <a<o>:o>
            reverse <a:a>
            each <o-f:a>
            sort <af?:a>
            distinct <x:x>
            base64encode <s-:s>
            base64decode <s-:s>
            encodeUrlComponent <s-:s>
            encodeUrl <s-:s>
            decodeUrlComponent <s-:s>
            decodeUrl <s-:s>
            toMillis <s-s?:n> dateTimeToMillis
            clone <(oa)-:o> functionClone
            """
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .map(line -> new MeteredFunction(line[0], line[1], line[line.length - 1]))
                    .collect(Collectors.toUnmodifiableMap(each -> each.name, Function.identity()));

    /** A number of more places is what it is; a power of ten beyond it is none. */
    private static final int MOST_PLACES = 400;

    private final String name;

    private MeteredFunction(String name, String signature, String implementation) {
        super(
                name,
                signature,
                Functions.class,
                null,
                implementation.equals(signature) ? name : implementation);
        this.name = name;
    }

    static boolean has(String name) {
        return ALL.containsKey(name);
    }

    static void bind(String name, Frame frame) {
        frame.bind(name, (Object) ALL.get(name));
    }

    static void bindAll(Frame frame) {
        ALL.keySet().forEach(name -> bind(name, frame));
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library has it
    public @Nullable Object call(@Nullable Object input, List arguments) {
        Fuel fuel = Fuel.current();
        List<?> given = arguments;
        for (Object argument : given) {
            spend(fuel, argument);
        }
        Object first = JsonataFunctions.at(given, 0);
        Object second = JsonataFunctions.at(given, 1);
        switch (name) {
            case "string", "clone" -> fuel.write(first);
            case "distinct" -> fuel.weigh(first);
            case "join" -> join(fuel, first, second);
            case "zip" -> zip(fuel, given);
            case "formatNumber", "formatInteger" -> Pictures.format(fuel, second);
            case "toMillis" -> Pictures.parse(fuel, first, second);
            case "map", "filter", "single", "reduce" -> {
                if (transforms(second)) {
                    fuel.write(first);
                }
            }
            default -> {}
        }
        return switch (name) {
            case "substringBefore" -> around(fuel, first, second, true);
            case "substringAfter" -> around(fuel, first, second, false);
            case "spread" -> spread(first);
            case "round" -> super.call(input, places(given));
            default -> super.call(input, given);
        };
    }

    /** Whether it is a transformation, {@code |…|…|}, which begins with a copy. */
    static boolean transforms(@Nullable Object function) {
        return function instanceof JFunction other
                && !(other instanceof MeteredFunction)
                && !(other instanceof MeteredRegex);
    }

    /** What it takes to look at an argument, and at what is directly in it. */
    private static void spend(Fuel fuel, @Nullable Object argument) {
        fuel.spend(size(argument) / 256);
        if (argument instanceof List<?> list && !(list instanceof Utils.RangeList)) {
            long within = 0;
            for (Object each : list) {
                within += size(each);
            }
            fuel.spend(within / 256);
        }
    }

    /** In characters, about. */
    private static long size(@Nullable Object value) {
        return switch (value) {
            case String text -> text.length();
            case Collection<?> list -> 8L * list.size();
            case Map<?, ?> map -> 8L * map.size();
            case null, default -> 0;
        };
    }

    private static void join(Fuel fuel, @Nullable Object texts, @Nullable Object separator) {
        fuel.write(texts);
        if (texts instanceof List<?> list && separator instanceof String between) {
            fuel.makes((long) list.size() * between.length());
        }
    }

    private static void zip(Fuel fuel, List<?> arrays) {
        long shortest = Integer.MAX_VALUE;
        for (Object array : arrays) {
            shortest = Math.min(shortest, array instanceof List<?> list ? list.size() : 1);
        }
        fuel.spend(shortest * arrays.size());
    }

    private static @Nullable Object around(
            Fuel fuel, @Nullable Object text, @Nullable Object token, boolean before) {
        if (!(text instanceof String string) || !(token instanceof String sought)) {
            return text;
        }
        int at = fuel.find(string, sought, 0);
        if (at < 0) {
            return string;
        }
        return before ? string.substring(0, at) : string.substring(at + sought.length());
    }

    /** The library's own copies all that it has so far for each element. */
    private static @Nullable Object spread(@Nullable Object value) {
        if (!(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
            return value;
        }
        List<Object> all = Utils.createSequence();
        spread(value, all);
        return all;
    }

    private static void spread(@Nullable Object value, List<Object> into) {
        switch (value) {
            case List<?> list -> list.forEach(each -> spread(each, into));
            case Map<?, ?> map ->
                    map.forEach((key, each) -> {
                        Map<Object, Object> single = new LinkedHashMap<>();
                        single.put(key, each);
                        into.add(single);
                    });
            case null -> {}
            default -> into.add(value);
        }
    }

    private static List<?> places(List<?> arguments) {
        if (!(JsonataFunctions.at(arguments, 1) instanceof Number places)) {
            return arguments;
        }
        if (places.intValue() < -MOST_PLACES) {
            throw new JException("D3001");
        }
        List<Object> bounded = new ArrayList<>(arguments);
        bounded.set(1, Math.min(places.intValue(), MOST_PLACES));
        return bounded;
    }
}
