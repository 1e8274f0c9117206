package dev.antiphon.sqs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which message attributes a receive wants ({@code MessageAttributeNames}): exact names, prefixes
 * such as {@code foo.*}, and all of them by {@code All}, {@code .*} or {@code *}. Names that no
 * attribute could have are no error, they match nothing.
 */
final class AttributeFilter {
    private static final String PREFIX_END = ".*";
    private static final AttributeFilter NONE = new AttributeFilter(false, Set.of(), List.of());
    private static final AttributeFilter ALL = new AttributeFilter(true, Set.of(), List.of());

    private final boolean all;
    private final Set<String> names;
    private final List<String> prefixes;

    private AttributeFilter(boolean all, Set<String> names, List<String> prefixes) {
        this.all = all;
        this.names = names;
        this.prefixes = prefixes;
    }

    static AttributeFilter of(List<String> wanted) {
        if (wanted.isEmpty()) {
            return NONE;
        }
        Set<String> names = new HashSet<>();
        List<String> prefixes = new ArrayList<>();
        for (String each : wanted) {
            if (each.equals("All") || each.equals(PREFIX_END) || each.equals("*")) {
                return ALL;
            }
            if (each.endsWith(PREFIX_END)) {
                prefixes.add(each.substring(0, each.length() - PREFIX_END.length()));
            } else {
                names.add(each);
            }
        }
        return new AttributeFilter(false, names, prefixes);
    }

    /** Whether it wants nothing, whatever the message has: then attributes need not be read. */
    boolean none() {
        return this == NONE;
    }

    boolean matches(String name) {
        if (all || names.contains(name)) {
            return true;
        }
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The attributes that are wanted, in their order. */
    <V> Map<String, V> apply(Map<String, V> attributes) {
        if (all) {
            return attributes;
        }
        Map<String, V> wanted = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (matches(name)) {
                wanted.put(name, value);
            }
        });
        return wanted;
    }
}
