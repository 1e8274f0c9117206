package dev.antiphon.events;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The name that something has in an account and region: a connection, an archive, a replay … Sorted
 * by account, region and name, so that what one caller has is a range.
 */
public record ResourceKey(String account, String region, String name)
        implements Comparable<ResourceKey> {

    public static final KeyCodec<ResourceKey> KEYS =
            KeyCodec.of(
                    (key, out) -> out.text(key.account).text(key.region).text(key.name),
                    in -> new ResourceKey(in.text(), in.text(), in.text()));

    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    private static final Comparator<ResourceKey> ORDER =
            Comparator.comparing(ResourceKey::account)
                    .thenComparing(ResourceKey::region)
                    .thenComparing(ResourceKey::name);

    /** What the caller calls so. */
    public static ResourceKey of(String name, Caller caller) {
        return new ResourceKey(caller.account(), caller.region(), name);
    }

    /**
     * What an ARN of EventBridge's names, or null where it names something else or is none. What
     * follows the name is left out: some ARNs end with an id.
     *
     * @param type such as {@code archive}
     */
    public static @Nullable ResourceKey parse(String text, String type) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        String begin = type + "/";
        if (!arn.service().equals(BusArn.SERVICE)
                || !arn.resource().startsWith(begin)
                || arn.resource().length() == begin.length()) {
            return null;
        }
        String path = arn.resource().substring(begin.length());
        int slash = path.indexOf('/');
        return new ResourceKey(
                arn.account(), arn.region(), slash < 0 ? path : path.substring(0, slash));
    }

    /** The rest of an ARN behind a name, such as the id of a connection; empty if there is none. */
    public static String suffix(String arn) {
        int name = arn.indexOf('/');
        int slash = name < 0 ? -1 : arn.indexOf('/', name + 1);
        return slash < 0 ? "" : arn.substring(slash + 1);
    }

    /** In rows and parcels. */
    public void write(RowWriter out) {
        out.text(account).text(region).text(name);
    }

    public static ResourceKey read(RowReader in) {
        return new ResourceKey(in.text(), in.text(), in.text());
    }

    /** Its ARN, without an id. */
    public String arn(String type) {
        return Arn.of(BusArn.SERVICE, region, account, type + "/" + name).toString();
    }

    /**
     * What the caller has, in the order of the names.
     *
     * @param prefix with which the names begin, or null
     * @param after the name to go on after, or empty
     */
    public static <V> Iterator<V> list(
            Catalog<ResourceKey, V> catalog, Caller caller, @Nullable String prefix, String after) {
        String begin = prefix == null ? "" : prefix;
        // The smallest name behind another one is that name with a character appended.
        ResourceKey from = of(after.compareTo(begin) < 0 ? begin : after + '\0', caller);
        ResourceKey to = of(begin + LAST, caller);
        return from.compareTo(to) < 0
                ? catalog.range(from, to).values().iterator()
                : Collections.emptyIterator();
    }

    /** How many the caller has, for quotas. */
    public static int count(Catalog<ResourceKey, ?> catalog, Caller caller) {
        return catalog.range(of("", caller), of(LAST, caller)).size();
    }

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }
}
