package dev.antiphon.bench;

/** The operations of SQS that the generator calls, under AWS's names. */
enum Operation {
    CREATE_QUEUE("CreateQueue"),
    DELETE_QUEUE("DeleteQueue"),
    GET_QUEUE_URL("GetQueueUrl"),
    LIST_QUEUES("ListQueues"),
    GET_QUEUE_ATTRIBUTES("GetQueueAttributes"),
    SEND_MESSAGE("SendMessage"),
    SEND_MESSAGE_BATCH("SendMessageBatch"),
    RECEIVE_MESSAGE("ReceiveMessage"),
    DELETE_MESSAGE_BATCH("DeleteMessageBatch");

    private final String awsName;

    Operation(String awsName) {
        this.awsName = awsName;
    }

    /** The value of the header {@code X-Amz-Target}. */
    String target() {
        return "AmazonSQS." + awsName;
    }
}
