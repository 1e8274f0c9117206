package dev.antiphon.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Query request. They name the places of a tree ({@code Attribute.1.Name}); a
 * sorted map finds what lies below a place without building that tree.
 */
public final class Form {
    public static final Form EMPTY = new Form(new TreeMap<>());

    private static final int LONGEST_NAME = 1024;
    private static final int MOST = 100_000;

    private final NavigableMap<String, String> parameters;

    private Form(NavigableMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Those of the query string, then those of the body; the first of a name counts. */
    public static Form of(String query, byte[] body) {
        Form form = new Form(new TreeMap<>());
        UrlEncoded.parse(query, form::add);
        UrlEncoded.parse(new String(body, StandardCharsets.ISO_8859_1), form::add);
        return form;
    }

    /** What no operation can have asked for is passed over before it takes memory. */
    private void add(String name, String value) {
        if (name.length() <= LONGEST_NAME && parameters.size() < MOST) {
            parameters.putIfAbsent(name, value);
        }
    }

    /** With a parameter more, unless there is one of that name. */
    public Form with(String name, String value) {
        if (parameters.containsKey(name)) {
            return this;
        }
        NavigableMap<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Form(more);
    }

    public @Nullable String value(String name) {
        return parameters.get(name);
    }

    /** Whether there is anything below a place. */
    boolean below(String place) {
        String prefix = place + ".";
        String key = parameters.ceilingKey(prefix);
        return key != null && key.startsWith(prefix);
    }

    /** The numbers below a place, in their order: {@code 1, 2} for {@code x.1.y}, {@code x.2}. */
    List<Integer> numbers(String place) {
        String prefix = place + ".";
        List<Integer> numbers = new ArrayList<>();
        String key = parameters.ceilingKey(prefix);
        while (key != null && key.startsWith(prefix)) {
            int dot = key.indexOf('.', prefix.length());
            String part = key.substring(prefix.length(), dot < 0 ? key.length() : dot);
            if (isNumber(part)) {
                numbers.add(Integer.parseInt(part));
            }
            // The slash is the character after the dot: everything below this number is skipped.
            key = parameters.ceilingKey(prefix + part + "/");
        }
        numbers.sort(null);
        return numbers;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty()
                && part.length() <= 9
                && part.chars().allMatch(c -> c >= '0' && c <= '9')
                && (part.length() == 1 || part.charAt(0) != '0');
    }
}
