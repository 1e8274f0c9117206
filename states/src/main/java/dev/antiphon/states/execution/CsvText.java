package dev.antiphon.states.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values, or values separated by something else. A quoted value may hold separators
 * and line breaks, and two quotes for one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvText {
    private final String text;
    private final char delimiter;
    private int at;

    CsvText(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** All rows but empty ones. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        at = 0;
        while (at < text.length()) {
            List<String> row = row();
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        while (true) {
            row.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return row;
            }
            char end = text.charAt(at++);
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (end != delimiter) {
                return row;
            }
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean isEnd(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                break;
            }
        }
        return value + plain();
    }
}
