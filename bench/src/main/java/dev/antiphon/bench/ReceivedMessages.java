package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The messages of a ReceiveMessage's answer: who they are, and how to delete them. */
final class ReceivedMessages {
    /** SQS gives out no more at once. */
    static final int MOST = 10;

    private static final long FOREIGN = -1;

    private final byte[] deleteHead;
    private final long[] numbers = new long[MOST];
    private final int[] groups = new int[MOST];
    private int count;
    private byte[] delete = new byte[8192];
    private int deleteLength;

    ReceivedMessages(Queue queue) {
        this.deleteHead =
                ("{\"QueueUrl\":\"" + queue.url() + "\",\"Entries\":[")
                        .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes messages from an answer, in their order, and writes the request that deletes them.
     *
     * @throws IllegalStateException if the answer is not what was asked for
     */
    void read(Answer answer) {
        count = 0;
        deleteLength = 0;
        int handles = 0;
        append(deleteHead, 0, deleteHead.length);
        JsonStrings strings = new JsonStrings(answer);
        while (strings.nextMember()) {
            if (strings.is(JsonStrings.BODY)) {
                check(count < MOST, answer);
                readBody(answer.bytes(), strings.textFrom(), strings.textTo());
                count++;
            } else if (strings.is(JsonStrings.RECEIPT_HANDLE)) {
                check(handles < MOST, answer);
                String entry = (handles == 0 ? "" : ",") + "{\"Id\":\"" + handles;
                append(entry + "\",\"ReceiptHandle\":\"");
                append(answer.bytes(), strings.textFrom(), strings.textTo());
                append("\"}");
                handles++;
            }
        }
        append("]}");
        check(handles == count, answer);
    }

    private static void check(boolean holds, Answer answer) {
        if (!holds) {
            throw new IllegalStateException("an answer that makes no sense: " + answer);
        }
    }

    private void readBody(byte[] bytes, int from, int to) {
        if (to - from < Sends.SMALLEST_BODY) {
            numbers[count] = FOREIGN;
            return;
        }
        int middle = from + Sends.NUMBER_DIGITS;
        numbers[count] = decimal(bytes, from, middle);
        groups[count] = (int) decimal(bytes, middle, from + Sends.SMALLEST_BODY);
    }

    private static long decimal(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return FOREIGN;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        append(bytes, 0, bytes.length);
    }

    private void append(byte[] bytes, int from, int to) {
        int more = to - from;
        if (deleteLength + more > delete.length) {
            delete = Arrays.copyOf(delete, Math.max(delete.length * 2, deleteLength + more));
        }
        System.arraycopy(bytes, from, delete, deleteLength, more);
        deleteLength += more;
    }

    int count() {
        return count;
    }

    /** The number of a message; negative if it is none of ours. */
    long number(int index) {
        return numbers[index];
    }

    int group(int index) {
        return groups[index];
    }

    /** Deletes all of them by one request. */
    void delete(Connection connection, Connection.Reply reply) {
        connection.send(Operation.DELETE_MESSAGE_BATCH, delete, deleteLength, reply);
    }
}
