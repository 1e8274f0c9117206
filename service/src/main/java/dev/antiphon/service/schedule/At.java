package dev.antiphon.service.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code at(yyyy-mm-ddThh:mm:ss)}: once.
 *
 * @param time on the clocks of the schedule's zone
 */
public record At(LocalDateTime time) implements ScheduleExpression {
    static final String PREFIX = "at(";

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    static At parse(String text) {
        if (!text.startsWith(PREFIX) || !text.endsWith(")")) {
            throw new InvalidScheduleExpression(text, "not of the form at(…)");
        }
        String time = text.substring(PREFIX.length(), text.length() - 1);
        try {
            return new At(LocalDateTime.parse(time, FORMAT));
        } catch (DateTimeParseException e) {
            throw new InvalidScheduleExpression(text, "no time of the form yyyy-mm-ddThh:mm:ss");
        }
    }

    @Override
    public boolean recurring() {
        return false;
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone, Instant start) {
        return instant(time, zone).filter(instant -> instant.isAfter(after));
    }

    /** When the clocks of a zone show a time; the first such moment, or none. */
    static Optional<Instant> instant(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty()
                ? Optional.empty()
                : Optional.of(time.toInstant(offsets.getFirst()));
    }
}
