package dev.antiphon.bench;

/** The operations that the generator calls, under AWS's names. */
enum Operation {
    CREATE_QUEUE(Service.SQS, "CreateQueue"),
    DELETE_QUEUE(Service.SQS, "DeleteQueue"),
    GET_QUEUE_URL(Service.SQS, "GetQueueUrl"),
    LIST_QUEUES(Service.SQS, "ListQueues"),
    GET_QUEUE_ATTRIBUTES(Service.SQS, "GetQueueAttributes"),
    SEND_MESSAGE(Service.SQS, "SendMessage"),
    SEND_MESSAGE_BATCH(Service.SQS, "SendMessageBatch"),
    RECEIVE_MESSAGE(Service.SQS, "ReceiveMessage"),
    DELETE_MESSAGE_BATCH(Service.SQS, "DeleteMessageBatch"),
    CREATE_STATE_MACHINE(Service.STEP_FUNCTIONS, "CreateStateMachine"),
    DELETE_STATE_MACHINE(Service.STEP_FUNCTIONS, "DeleteStateMachine"),
    START_EXECUTION(Service.STEP_FUNCTIONS, "StartExecution"),
    DESCRIBE_EXECUTION(Service.STEP_FUNCTIONS, "DescribeExecution"),
    LIST_EXECUTIONS(Service.STEP_FUNCTIONS, "ListExecutions"),
    SEND_TASK_SUCCESS(Service.STEP_FUNCTIONS, "SendTaskSuccess");

    /** A service, under the names that a request's target and its signature have for it. */
    enum Service {
        SQS("AmazonSQS", "sqs"),
        STEP_FUNCTIONS("AWSStepFunctions", "states");

        private final String targetName;
        private final String signingName;

        Service(String targetName, String signingName) {
            this.targetName = targetName;
            this.signingName = signingName;
        }

        /** As the scope of a signature has it. */
        String signingName() {
            return signingName;
        }
    }

    private final Service service;
    private final String awsName;

    Operation(Service service, String awsName) {
        this.service = service;
        this.awsName = awsName;
    }

    Service service() {
        return service;
    }

    /** The value of the header {@code X-Amz-Target}. */
    String target() {
        return service.targetName + "." + awsName;
    }
}
