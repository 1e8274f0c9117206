package dev.antiphon.events;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a rule; its targets are a row of their own.
 *
 * @param pattern what it matches, as JSON, or null for one that only has a schedule
 * @param schedule when it fires, or null
 * @param state as in the API
 * @param managedBy the service whose rule it is, or null for a user's own
 * @param createdBy an account
 * @param scheduledFrom since when the present schedule counts
 * @param tags in the order in which they were given
 */
public record Rule(
        RuleKey key,
        @Nullable String pattern,
        @Nullable String schedule,
        String state,
        @Nullable String description,
        @Nullable String role,
        @Nullable String managedBy,
        String createdBy,
        Instant scheduledFrom,
        Map<String, String> tags) {

    static final String ENABLED = "ENABLED";
    static final String DISABLED = "DISABLED";

    static final RowCodec<Rule> CODEC = new Codec();

    public Rule {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    boolean enabled() {
        return !state.equals(DISABLED);
    }

    Rule withState(String changed, Instant now) {
        return new Rule(
                key,
                pattern,
                schedule,
                changed,
                description,
                role,
                managedBy,
                createdBy,
                enabled() ? scheduledFrom : now,
                tags);
    }

    Rule withTags(Map<String, String> changed) {
        return new Rule(
                key,
                pattern,
                schedule,
                state,
                description,
                role,
                managedBy,
                createdBy,
                scheduledFrom,
                changed);
    }

    private static final class Codec implements RowCodec<Rule> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Rule rule, RowWriter out) {
            BusArn bus = rule.key.bus();
            bus.write(out);
            out.text(rule.key.name());
            out.optionalText(rule.pattern)
                    .optionalText(rule.schedule)
                    .text(rule.state)
                    .optionalText(rule.description)
                    .optionalText(rule.role)
                    .optionalText(rule.managedBy)
                    .text(rule.createdBy)
                    .i64(rule.scheduledFrom.toEpochMilli());
            out.texts(rule.tags);
        }

        @Override
        public Rule read(int version, RowReader in) {
            return new Rule(
                    new RuleKey(BusArn.read(in), in.text()),
                    in.optionalText(),
                    in.optionalText(),
                    in.text(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.text(),
                    Instant.ofEpochMilli(in.i64()),
                    in.namedTexts());
        }
    }
}
