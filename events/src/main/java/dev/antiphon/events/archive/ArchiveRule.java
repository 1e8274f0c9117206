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
    static final ParcelKind<byte[]> RECEIVER = ParcelKind.ofBytes("events.archive-rules");

    private static final String NAME = "Events-Archive-";
    private static final String OWNER = "prod.vhs.events.aws.internal";
    private static final String REPLAY_NAME = "replay-name";

    private ArchiveRule() {}

    static void put(Tx tx, Archive archive) {
        send(tx, archive, pattern(archive));
    }

    static void remove(Tx tx, Archive archive) {
        send(tx, archive, "");
    }

    private static void send(Tx tx, Archive archive, String pattern) {
        RowWriter out = new RowWriter();
        out.text(archive.arn()).text(pattern);
        tx.send(RECEIVER, archive.bus().toString(), out.toBytes());
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
    static void receive(Tx tx, String address, byte[] payload) {
        RowReader in = new RowReader(payload);
        String archive = in.text();
        String pattern = in.text();
        BusArn bus = Check.present(BusArn.parse(address), "it is addressed to a bus");
        ResourceKey key = Check.present(ResourceKey.parse(archive, Archive.TYPE), "of an archive");
        RuleKey rule = new RuleKey(bus, NAME + key.name());
        if (pattern.isEmpty()) {
            ManagedRules.remove(tx, rule);
            return;
        }
        try {
            ManagedRules.put(tx, rule, pattern, OWNER, archive);
        } catch (AwsException e) {
            // The bus was deleted meanwhile: there is nothing to archive.
        }
    }
}
