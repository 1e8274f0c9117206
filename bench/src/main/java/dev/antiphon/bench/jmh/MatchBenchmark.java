package dev.antiphon.bench.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antiphon.events.match.EventFields;
import dev.antiphon.events.match.EventPattern;
import dev.antiphon.events.match.InvalidPatternException;
import dev.antiphon.events.match.PatternIndex;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which of the rules of a bus an event matches: parsed before, flattened and matched here. One in
 * so many rules matches, whatever the shape.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MatchBenchmark {
    private static final int EVENTS = 1_000;

    /** What tells the rules apart. */
    public enum Shape {
        /** A tenant; all share a source and a numeric range. */
        tenant {
            @Override
            String detail(int rule) {
                return "\"amount\":[{\"numeric\":[\">\",10,\"<\",100000]}],\"tenant\":[\"t"
                        + rule
                        + "\"]";
            }
        },
        /** The beginning of a name; all share a source, a numeric range and that a flag exists. */
        prefix {
            @Override
            String detail(int rule) {
                return "\"amount\":[{\"numeric\":[\">\","
                        + rule % 40
                        + "]}],\"flag\":[{\"exists\":true}],\"name\":[{\"prefix\":\"p"
                        + rule
                        + "-\"}]";
            }
        },
        /** The end of a name, whatever its case. */
        suffix {
            @Override
            String detail(int rule) {
                return "\"flag\":[{\"exists\":true}],\"file\":[{\"suffix\":{\"equals-ignore-case\":\".E"
                        + rule
                        + "\"}}]";
            }
        },
        /** A range of numbers; all share a source. */
        range {
            @Override
            String detail(int rule) {
                return "\"flag\":[{\"exists\":true}],\"number\":[{\"numeric\":[\">=\","
                        + rule * 10
                        + ",\"<\","
                        + (rule * 10 + 10)
                        + "]}]";
            }
        };

        abstract String detail(int rule);
    }

    @Param({"tenant", "prefix", "suffix", "range"})
    public Shape shape = Shape.tenant;

    @Param({"100", "10000", "100000"})
    public int rules;

    private final PatternIndex<Integer> index = new PatternIndex<>();
    private final JsonNode[] events = new JsonNode[EVENTS];
    private int next;

    @Setup
    public void fill() throws InvalidPatternException, JsonProcessingException {
        for (int rule = 0; rule < rules; rule++) {
            index.add(
                    rule,
                    EventPattern.parse(
                            "{\"source\":[\"shop\"],\"detail\":{" + shape.detail(rule) + "}}"));
        }
        Random random = new Random(1);
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < EVENTS; i++) {
            int rule = random.nextInt(rules);
            events[i] =
                    json.readTree(
                            """
                            {"version":"0","id":"2c9f8a4e-33ab-4b4e-9d0b-0f4d7b0c1a2b",\
                            "detail-type":"OrderCreated","source":"shop","account":"000000000000",\
                            "time":"2024-01-01T00:00:00Z","region":"us-east-1","resources":[],\
                            "detail":{"amount":50,"tenant":"t%1$d","name":"p%1$d-abc","file":"a.e%1$d",\
                            "number":%2$d,"flag":true,"city":"Berlin"}}\
                            """
                                    .formatted(rule, rule * 10L + 5));
        }
    }

    @Benchmark
    public int match() {
        next = (next + 1) % EVENTS;
        int found = index.match(EventFields.of(events[next])).size();
        if (found != 1) {
            throw new IllegalStateException(found + " rules match");
        }
        return found;
    }
}
