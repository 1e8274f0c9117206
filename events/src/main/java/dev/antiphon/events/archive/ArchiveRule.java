package dev.antiphon.events.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.Json;
import dev.antiphon.events.ManagedRules;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.events.RuleKey;

/**
 * The managed rule by which an archive gets the events of its bus. It is put on the bus by a
 * parcel, so it is there a moment after the archive.
 */
final class ArchiveRule {
    static final ParcelKind<Wish> RECEIVER =
            new ParcelKind<>("events.archive-rules", Wish::write, (bus, in) -> Wish.read(in));

    private static final String NAME = "Events-Archive-";
    private static final String OWNER = "prod.vhs.events.aws.internal";
    private static final String REPLAY_NAME = "replay-name";

    /**
     * What a bus is asked for.
     *
     * @param archive its ARN
     * @param pattern empty if the rule is to go
     */
    record Wish(String archive, String pattern) {
        private void write(RowWriter out) {
            out.text(archive).text(pattern);
        }

        private static Wish read(RowReader in) {
            return new Wish(in.text(), in.text());
        }
    }

    private ArchiveRule() {}

    static void put(Tx tx, Archive archive) {
        send(tx, archive, pattern(archive));
    }

    static void remove(Tx tx, Archive archive) {
        send(tx, archive, "");
    }

    private static void send(Tx tx, Archive archive, String pattern) {
        tx.send(RECEIVER, archive.bus().toString(), new Wish(archive.arn(), pattern));
    }

    /** What the archive takes of events that are not replayed: those are in an archive already. */
    private static String pattern(Archive archive) {
        JsonNode all =
                archive.pattern() == null
                        ? JsonNodeFactory.instance.objectNode()
                        : Json.parse(archive.pattern());
        ObjectNode pattern = (ObjectNode) Check.present(all, "the pattern was checked");
        pattern.putArray(REPLAY_NAME).addObject().put("exists", false);
        return Json.text(pattern);
    }

    /** Takes a parcel in, on the partition of the bus. */
    static void receive(Tx tx, String address, Wish wish) {
        BusArn bus = Check.present(BusArn.parse(address), "it is addressed to a bus");
        ResourceKey key =
                Check.present(ResourceKey.parse(wish.archive, Archive.TYPE), "of an archive");
        RuleKey rule = new RuleKey(bus, NAME + key.name());
        if (wish.pattern.isEmpty()) {
            ManagedRules.remove(tx, rule);
            return;
        }
        try {
            ManagedRules.put(tx, rule, wish.pattern, OWNER, wish.archive);
        } catch (AwsException e) {
            // The bus was deleted meanwhile: there is nothing to archive.
        }
    }
}
