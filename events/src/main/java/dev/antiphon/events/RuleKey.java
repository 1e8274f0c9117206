package dev.antiphon.events;

import dev.antiphon.api.Arn;
import dev.antiphon.engine.KeyCodec;
import org.jspecify.annotations.Nullable;

/** A rule by its bus and name. Its rows are on the bus's partition, in the order of the names. */
public record RuleKey(BusArn bus, String name) {
    private static final String RESOURCE = "rule/";

    static final KeyCodec<RuleKey> KEYS =
            KeyCodec.of(
                    (key, out) -> out.part(BusArn.KEYS, key.bus).text(key.name),
                    in -> new RuleKey(in.part(BusArn.KEYS), in.text()));

    /**
     * The rule that an ARN names, or null where it names something else or is none. The name of a
     * partner's bus has slashes in it, that of a rule has none.
     */
    public static @Nullable RuleKey parse(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return null;
        }
        if (!arn.service().equals(BusArn.SERVICE) || !arn.resource().startsWith(RESOURCE)) {
            return null;
        }
        String path = arn.resource().substring(RESOURCE.length());
        int slash = path.lastIndexOf('/');
        String bus = slash < 0 ? BusArn.DEFAULT : path.substring(0, slash);
        return new RuleKey(new BusArn(arn.account(), arn.region(), bus), path.substring(slash + 1));
    }

    /** Its ARN. That of a rule of the default bus does not say so. */
    public String arn() {
        String inBus = bus.isDefault() ? name : bus.name() + "/" + name;
        return Arn.of(BusArn.SERVICE, bus.region(), bus.account(), RESOURCE + inBus).toString();
    }
}
