package dev.antiphon.events.partner;

import dev.antiphon.engine.Catalogs;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources of a region in the order of their names. */
final class Listing {
    /** Behind every name: they are ASCII. */
    private static final String LAST = "\uffff";

    private Listing() {}

    /**
     * @param prefix with which the names begin, or null
     * @param after the name to go on after, or empty
     */
    static Stream<PartnerSource> of(
            Catalogs catalogs, String region, @Nullable String prefix, String after) {
        String begin = prefix == null ? "" : prefix;
        PartnerSource.Key from =
                new PartnerSource.Key(
                        region, after.compareTo(begin) < 0 ? begin : after + '\0', "");
        PartnerSource.Key to = new PartnerSource.Key(region, begin + LAST, "");
        return from.compareTo(to) < 0
                ? catalogs.catalog(PartnerTables.SOURCES).range(from, to).values().stream()
                : Stream.empty();
    }
}
