package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What ItemBatcher makes of items: each batch holds as many as its bounds let it, but one at least.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html">ItemBatcher</a>
 */
final class MockedBatches {
    private MockedBatches() {}

    static ArrayNode of(
            ArrayNode items, @Nullable JsonNode common, @Nullable Long most, @Nullable Long bytes) {
        ArrayNode batches = Json.NODES.arrayNode();
        ArrayNode open = batch(batches, common);
        for (JsonNode item : items) {
            open.add(item);
            boolean tooMany = most != null && open.size() > most;
            if (open.size() > 1 && (tooMany || (bytes != null && last(batches) > bytes))) {
                open.remove(open.size() - 1);
                open = batch(batches, common).add(item);
            }
        }
        return batches;
    }

    private static ArrayNode batch(ArrayNode batches, @Nullable JsonNode common) {
        ObjectNode batch = batches.addObject();
        if (common != null) {
            batch.set("BatchInput", common);
        }
        return batch.putArray("Items");
    }

    /** The size of the last batch in bytes. */
    private static long last(ArrayNode batches) {
        return Json.write(batches.get(batches.size() - 1)).getBytes(StandardCharsets.UTF_8).length;
    }
}
