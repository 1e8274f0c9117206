package dev.antiphon.lambda.invocation;

import dev.antiphon.lambda.function.FunctionName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code X-Amzn-Trace-Id}: parts such as {@code Root=1-…}, parted by semicolons. Its
 * {@code Lineage} counts how often each function has been invoked on the way that led here; SDKs
 * inside of functions send the header on, and so do queues and topics.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Recursive
 *     loop detection</a>
 */
public final class TraceHeader {
    /** A function that was invoked so often in one chain is in a loop. */
    private static final int LOOP = 16;

    private static final String LINEAGE = "Lineage";

    /** Longer ones are not ours, and would grow. */
    private static final int LONGEST = 2_048;

    private final Map<String, String> parts;

    private TraceHeader(Map<String, String> parts) {
        this.parts = parts;
    }

    /**
     * @param header as it came, or null
     * @param requestId of the invocation, a UUID: makes a new trace where none has begun
     */
    public static TraceHeader of(@Nullable String header, String requestId) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (header != null && header.length() <= LONGEST) {
            for (String part : header.split(";", -1)) {
                int at = part.indexOf('=');
                if (at > 0 && isVisible(part.strip())) {
                    parts.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
                }
            }
        }
        if (!parts.containsKey("Root")) {
            String id = requestId.replace("-", "");
            if (id.length() == 32) {
                parts.put("Root", "1-" + id.substring(0, 8) + "-" + id.substring(8));
                parts.put("Parent", id.substring(16));
                parts.put("Sampled", "0");
            }
        }
        return new TraceHeader(parts);
    }

    /** Queues and topics take any text for it, and functions get it in a header of HTTP. */
    private static boolean isVisible(String part) {
        return part.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    /** Whether the chain has come through that function too often. */
    public boolean loops(FunctionName function) {
        return lineage().getOrDefault(hash(function), 0) >= LOOP;
    }

    /** As that function sees it. */
    public TraceHeader through(FunctionName function) {
        Map<String, Integer> lineage = lineage();
        lineage.merge(hash(function), 1, Integer::sum);
        StringBuilder text = new StringBuilder();
        lineage.forEach((hash, count) ->
                text.append(text.isEmpty() ? "1:" : "|1:").append(hash).append(':').append(count));
        Map<String, String> next = new LinkedHashMap<>(parts);
        next.put(LINEAGE, text.toString());
        return new TraceHeader(next);
    }

    /** By the hash of a function: how often it was invoked. */
    private Map<String, Integer> lineage() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String entry : parts.getOrDefault(LINEAGE, "").split("\\|")) {
            String[] fields = entry.split(":", -1);
            if (fields.length == 3 && fields[2].matches("[0-9]{1,4}")) {
                counts.put(fields[1], Integer.parseInt(fields[2]));
            }
        }
        return counts;
    }

    private static String hash(FunctionName function) {
        CRC32 crc = new CRC32();
        crc.update(function.arn().getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(value));
        return text.toString();
    }
}
