package dev.antiphon.states.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases of a text file: each begins with a line {@code ## title}, which ends in {@code
 * [EXPRESS]} where the machine is of that type; then comes the definition, and then, in lines
 * behind {@code =>}, what is expected to be found in it.
 */
final class Sections {
    record Section(String title, WorkflowType type, String definition, List<String> found) {
        @Override
        public String toString() {
            return title;
        }
    }

    private Sections() {}

    static List<Section> of(String file) {
        List<Section> sections = new ArrayList<>();
        for (String part : text(file).split("(?m)^## ")) {
            if (!part.isEmpty()) {
                sections.add(section(part));
            }
        }
        return sections;
    }

    private static Section section(String part) {
        List<String> definition = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<String> lines = part.lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("=> ")) {
                found.add(line.substring(3));
            } else {
                definition.add(line);
            }
        }
        String title = lines.getFirst();
        boolean express = title.endsWith(" [EXPRESS]");
        return new Section(
                title,
                express ? WorkflowType.EXPRESS : WorkflowType.STANDARD,
                String.join("\n", definition),
                found);
    }

    private static String text(String file) {
        try (InputStream stream = Sections.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new AssertionError("no file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
