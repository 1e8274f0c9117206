package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;

/**
 * Walks over the members of a JSON text, whatever objects they are in, looking at names and at
 * values that are strings. That suffices for what SQS answers, at a tenth of what a parser costs:
 * it steps from quote to quote.
 */
final class JsonStrings {
    static final byte[] BODY = "Body".getBytes(StandardCharsets.US_ASCII);
    static final byte[] RECEIPT_HANDLE = "ReceiptHandle".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FAILED = "Failed".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int end;
    private int at;
    private int nameFrom;
    private int nameTo;
    private int textFrom;
    private int textTo;

    JsonStrings(Answer answer) {
        this.bytes = answer.bytes();
        this.at = answer.from();
        this.end = answer.to();
    }

    /** Goes to the next member. Returns whether there is one. */
    boolean nextMember() {
        while (at < end) {
            if (bytes[at] != '"') {
                at++;
                continue;
            }
            int from = at + 1;
            int to = endOfString(from);
            at = skipSpace(to + 1);
            if (at < end && bytes[at] == ':') {
                nameFrom = from;
                nameTo = to;
                at = skipSpace(at + 1);
                readText();
                return true;
            }
        }
        return false;
    }

    private void readText() {
        if (at < end && bytes[at] == '"') {
            textFrom = at + 1;
            textTo = endOfString(textFrom);
            at = textTo + 1;
        } else {
            textFrom = -1;
            textTo = -1;
        }
    }

    private int endOfString(int from) {
        int i = from;
        while (i < end && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, end);
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < end && bytes[i] <= ' ') {
            i++;
        }
        return i;
    }

    boolean is(byte[] name) {
        if (nameTo - nameFrom != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes[nameFrom + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
    }

    boolean hasText() {
        return textFrom >= 0;
    }

    int textFrom() {
        return textFrom;
    }

    int textTo() {
        return textTo;
    }

    /** Whether the member's value is a list with something in it. */
    boolean listHasEntries() {
        if (at >= end || bytes[at] != '[') {
            return false;
        }
        int first = skipSpace(at + 1);
        return first < end && bytes[first] != ']';
    }
}
