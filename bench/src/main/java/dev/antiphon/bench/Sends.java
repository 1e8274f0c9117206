package dev.antiphon.bench;

/**
 * The requests that send messages. A message's body begins with its number and its group, by which
 * it is known again when it is received; the rest is padding.
 */
final class Sends {
    static final int NUMBER_DIGITS = 16;
    static final int GROUP_DIGITS = 6;
    static final int SMALLEST_BODY = NUMBER_DIGITS + GROUP_DIGITS;

    private final Operation operation;
    private final int messages;
    private final boolean fifo;
    private final int paddingLength;
    private final Padding padding;
    private final Template template = new Template();

    /**
     * @param messages one for SendMessage, up to ten for SendMessageBatch
     * @param size of a message's body, in bytes
     */
    Sends(Queue queue, int messages, int size) {
        this.operation = messages == 1 ? Operation.SEND_MESSAGE : Operation.SEND_MESSAGE_BATCH;
        this.messages = messages;
        this.fifo = queue.fifo();
        this.paddingLength = size - SMALLEST_BODY;
        this.padding = new Padding(paddingLength);
        template.text("{\"QueueUrl\":\"" + queue.url() + "\"");
        if (messages == 1) {
            template.text(",");
            message();
        } else {
            template.text(",\"Entries\":[");
            for (int i = 0; i < messages; i++) {
                template.text((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\",");
                message();
                template.text("}");
            }
            template.text("]");
        }
        template.text("}");
    }

    private void message() {
        template.text("\"MessageBody\":\"")
                .slot(NUMBER_DIGITS)
                .slot(GROUP_DIGITS)
                .slot(paddingLength)
                .text("\"");
        if (fifo) {
            template.text(",\"MessageGroupId\":\"")
                    .slot(GROUP_DIGITS)
                    .text("\",\"MessageDeduplicationId\":\"")
                    .slot(NUMBER_DIGITS)
                    .text("\"");
        }
    }

    /** How many messages a request has. */
    int messages() {
        return messages;
    }

    /** Sends messages with the numbers from {@code first} on, all in one group. */
    void send(Connection connection, long first, int group, Connection.Reply reply) {
        int slots = fifo ? 5 : 3;
        for (int i = 0; i < messages; i++) {
            int slot = i * slots;
            template.fill(slot, NUMBER_DIGITS, first + i);
            template.fill(slot + 1, GROUP_DIGITS, group);
            template.fill(slot + 2, paddingLength, padding);
            if (fifo) {
                template.fill(slot + 3, GROUP_DIGITS, group);
                template.fill(slot + 4, NUMBER_DIGITS, first + i);
            }
        }
        connection.send(operation, template.bytes(), template.length(), reply);
    }
}
