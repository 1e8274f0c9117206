package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds batches against the order of message groups: the first time that a message is handed out,
 * none behind it has been; and whenever it is, all before it are done or come with it.
 */
final class GroupOrder {
    /** Without the first digit, which is the same in all, so that the rest fits into a long. */
    private static final Pattern SEQUENCE = Pattern.compile("\"SequenceNumber\":\"1(\\d{19})\"");

    /** All that were ever handed out, by group and place. */
    private final Map<String, NavigableMap<Long, SourceRecord>> groups = new HashMap<>();

    void handedOut(BatchCall call, Predicate<SourceRecord> done) {
        Map<String, Long> last = new HashMap<>();
        for (SourceRecord record : call.records()) {
            String group = String.valueOf(record.group());
            long place = place(record);
            NavigableMap<Long, SourceRecord> seen =
                    groups.computeIfAbsent(group, any -> new TreeMap<>());
            assertThat(place).isGreaterThan(last.getOrDefault(group, 0L));
            if (!seen.containsKey(place)) {
                assertThat(seen.tailMap(place)).as("handed out before %s", place).isEmpty();
            }
            for (SourceRecord before :
                    seen.subMap(last.getOrDefault(group, 0L), false, place, false).values()) {
                assertThat(done.test(before)).as("%s is before %s", before, place).isTrue();
            }
            seen.put(place, record);
            last.put(group, place);
        }
    }

    private static long place(SourceRecord record) {
        Matcher matcher = SEQUENCE.matcher(new String(record.json(), StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
