package dev.antiphon.bench;

import org.jspecify.annotations.Nullable;

/**
 * A state machine of the run, of type Standard.
 *
 * @param arn as the server wrote it
 */
record Machine(Control control, String arn) {
    /** How many states an execution of {@link #tenStates} enters. */
    static final int STATES = 10;

    static Machine create(Control control, String definition) {
        String name = "bench-" + Long.toString(System.nanoTime(), 36);
        Answer answer =
                control.call(
                        Operation.CREATE_STATE_MACHINE,
                        "{\"name\":\""
                                + name
                                + "\",\"roleArn\":\"arn:aws:iam::000000000000:role/bench\""
                                + ",\"definition\":\""
                                + escaped(definition)
                                + "\"}");
        return new Machine(control, text(answer, "stateMachineArn"));
    }

    /**
     * Pass and Choice states in turn, all of which are entered: a Pass state adds a member to the
     * input, a Choice state compares one.
     */
    static String tenStates() {
        StringBuilder states = new StringBuilder("{\"StartAt\":\"S1\",\"States\":{");
        for (int i = 1; i <= STATES; i++) {
            states.append("\"S").append(i).append("\":");
            String next = i == STATES ? "\"End\":true" : "\"Next\":\"S" + (i + 1) + "\"";
            if (i % 3 == 0) {
                states.append(
                                "{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.n\",\"NumericGreaterThan\":1000,\"Next\":\"Never\"}],\"Default\":\"S")
                        .append(i + 1)
                        .append("\"},");
            } else {
                states.append("{\"Type\":\"Pass\",\"Result\":")
                        .append(i)
                        .append(",\"ResultPath\":\"$.r")
                        .append(i)
                        .append("\",")
                        .append(next)
                        .append("},");
            }
        }
        return states.append("\"Never\":{\"Type\":\"Fail\"}}}").toString();
    }

    /** One state, which waits for a day. */
    static String waiting() {
        return "{\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Wait\",\"Seconds\":86400,\"End\":true}}}";
    }

    /**
     * One Task that sends the execution's number and its task token to a queue, as one text, and
     * waits until somebody answers.
     *
     * @param queue whose URL has no escapes
     */
    static String callback(Queue queue) {
        return "{\"StartAt\":\"Ask\",\"States\":{\"Ask\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\",\"Parameters\":{\"QueueUrl\":\""
                + queue.url()
                + "\",\"MessageBody.$\":\"States.Format('{}{}', $.number, $$.Task.Token)\"},\"End\":true}}}";
    }

    private static String escaped(String json) {
        return json.replace("\"", "\\\"");
    }

    /**
     * A request that starts an execution.
     *
     * @param input a JSON text
     */
    String start(String input) {
        return "{\"stateMachineArn\":\"" + arn + "\",\"input\":\"" + escaped(input) + "\"}";
    }

    boolean running() {
        Answer answer = control.call(Operation.LIST_EXECUTIONS, list("RUNNING", 1, null));
        return answer.text("executionArn") != null;
    }

    /** How many of its executions have a status. */
    long count(String status) {
        long count = 0;
        String token = null;
        do {
            Answer answer = control.call(Operation.LIST_EXECUTIONS, list(status, 1000, token));
            JsonStrings strings = new JsonStrings(answer);
            while (strings.nextMember()) {
                if (strings.name().equals("executionArn")) {
                    count++;
                }
            }
            token = answer.text("nextToken");
        } while (token != null);
        return count;
    }

    private String list(String status, int most, @Nullable String token) {
        return "{\"stateMachineArn\":\""
                + arn
                + "\",\"statusFilter\":\""
                + status
                + "\",\"maxResults\":"
                + most
                + (token == null ? "" : ",\"nextToken\":\"" + token + "\"")
                + "}";
    }

    void delete() {
        control.call(Operation.DELETE_STATE_MACHINE, "{\"stateMachineArn\":\"" + arn + "\"}");
    }

    static String text(Answer answer, String member) {
        String text = answer.text(member);
        if (text == null) {
            throw new IllegalStateException("an answer without " + member + ": " + answer);
        }
        return text;
    }
}
