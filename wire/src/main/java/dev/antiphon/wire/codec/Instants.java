package dev.antiphon.wire.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Points in time as AWS's protocols write them. All have milliseconds at most. */
public final class Instants {
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    /** Ten thousand years: what lies beyond is a mistake, and arithmetic with it would be too. */
    private static final BigDecimal FAR = BigDecimal.valueOf(253_402_300_800L);

    private Instants() {}

    static String text(Instant instant, Format format) {
        return switch (format) {
            case ISO_8601 -> ISO.format(instant);
            case RFC_822 -> HTTP_DATE.format(instant);
            case UNIX_TIMESTAMP -> seconds(instant).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
        };
    }

    /** Seconds with as many places as needed, at most three. */
    static BigDecimal seconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** Reads a text in any of the formats: clients are not strict here, and AWS is lenient. */
    static Instant parse(String text, Format format) {
        try {
            if (text.endsWith("GMT")) {
                return HTTP_DATE.parse(text, Instant::from);
            }
            if (text.indexOf('T') > 0) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            }
            if (text.length() > 40) {
                throw new NumberFormatException("too long for a time");
            }
            return parse(new BigDecimal(text), format);
        } catch (DateTimeException | NumberFormatException e) {
            throw Malformed.input("Unable to parse the timestamp " + text);
        }
    }

    static Instant parse(BigDecimal number, Format format) {
        int shift = format == Format.UNIX_TIMESTAMP_MILLIS ? 3 : 0;
        if (number.precision() - (long) number.scale() > 20 || number.scale() > 400) {
            throw Malformed.input("Unable to parse the timestamp");
        }
        BigDecimal seconds = number.movePointLeft(shift);
        if (seconds.abs().compareTo(FAR) > 0) {
            throw Malformed.input("Unable to parse the timestamp " + number);
        }
        BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.DOWN);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
