package dev.antiphon.sns;

import java.util.Arrays;
import java.util.List;

/** A table in a text block: one case a line, columns separated by bars. */
final class Cases {
    private Cases() {}

    static List<List<String>> of(String table) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
    }
}
