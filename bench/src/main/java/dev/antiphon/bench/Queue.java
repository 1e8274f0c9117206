package dev.antiphon.bench;

import java.util.List;

/**
 * A queue of the run.
 *
 * @param url as the server wrote it, with JSON's escapes
 */
record Queue(Control control, String name, String url, boolean fifo) {
    private static final List<String> DEPTHS =
            List.of(
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed");

    static Queue create(Control control, String name, boolean fifo) {
        String attributes = fifo ? ",\"Attributes\":{\"FifoQueue\":\"true\"}" : "";
        Answer answer =
                control.call(
                        Operation.CREATE_QUEUE,
                        "{\"QueueName\":\"" + name + "\"" + attributes + "}");
        return new Queue(control, name, text(answer, "QueueUrl"), fifo);
    }

    /** One that is there already. */
    static Queue find(Control control, String name) {
        Answer answer = control.call(Operation.GET_QUEUE_URL, "{\"QueueName\":\"" + name + "\"}");
        return new Queue(control, name, text(answer, "QueueUrl"), name.endsWith(".fifo"));
    }

    /** How many messages it holds, whatever their state. */
    long depth() {
        Answer answer =
                control.call(
                        Operation.GET_QUEUE_ATTRIBUTES,
                        "{\"QueueUrl\":\""
                                + url
                                + "\",\"AttributeNames\":[\""
                                + String.join("\",\"", DEPTHS)
                                + "\"]}");
        long depth = 0;
        for (String part : DEPTHS) {
            depth += Long.parseLong(text(answer, part));
        }
        return depth;
    }

    void delete() {
        control.call(Operation.DELETE_QUEUE, "{\"QueueUrl\":\"" + url + "\"}");
    }

    private static String text(Answer answer, String member) {
        String text = answer.text(member);
        if (text == null) {
            throw new IllegalStateException("an answer without " + member + ": " + answer);
        }
        return text;
    }
}
