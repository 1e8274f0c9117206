package dev.antiphon.events;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a bus in the whole world. Sorted by account, region and name, so that the buses of
 * one caller are a range.
 */
public record BusArn(String account, String region, String name) implements Comparable<BusArn> {
    /** The bus that every account has in every region. */
    public static final String DEFAULT = "default";

    /** The service in EventBridge's ARNs. */
    public static final String SERVICE = "events";

    static final String RESOURCE = "event-bus/";

    static final KeyCodec<BusArn> KEYS =
            KeyCodec.of(
                    (key, out) -> out.text(key.account).text(key.region).text(key.name),
                    in -> new BusArn(in.text(), in.text(), in.text()));

    private static final Comparator<BusArn> ORDER =
            Comparator.comparing(BusArn::account)
                    .thenComparing(BusArn::region)
                    .thenComparing(BusArn::name);

    /** The bus that a parameter names: by its ARN, by its name, or, if absent, the default one. */
    public static BusArn of(@Nullable String nameOrArn, Caller caller) {
        if (nameOrArn == null || nameOrArn.isEmpty()) {
            return new BusArn(caller.account(), caller.region(), DEFAULT);
        }
        BusArn arn = nameOrArn.startsWith("arn:") ? parse(nameOrArn) : null;
        return arn != null ? arn : new BusArn(caller.account(), caller.region(), nameOrArn);
    }

    /** The bus that an ARN names, or null where it names something else or is none. */
    public static @Nullable BusArn parse(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        boolean bus =
                arn.service().equals(SERVICE)
                        && !arn.account().isEmpty()
                        && !arn.region().isEmpty()
                        && arn.resource().startsWith(RESOURCE)
                        && arn.resource().length() > RESOURCE.length();
        return bus
                ? new BusArn(
                        arn.account(), arn.region(), arn.resource().substring(RESOURCE.length()))
                : null;
    }

    boolean isDefault() {
        return name.equals(DEFAULT);
    }

    /** In rows and parcels. */
    public void write(RowWriter out) {
        out.text(account).text(region).text(name);
    }

    public static BusArn read(RowReader in) {
        return new BusArn(in.text(), in.text(), in.text());
    }

    @Override
    public int compareTo(BusArn other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Arn.of(SERVICE, region, account, RESOURCE + name).toString();
    }
}
