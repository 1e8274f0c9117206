package dev.antiphon.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Notes the requests and gives the answers that it was told to give, in their order. */
final class FakeSqs implements SqsClient {

    final List<SdkPojo> requests = new ArrayList<>();
    private final Deque<Supplier<? extends SdkPojo>> answers = new ArrayDeque<>();

    FakeSqs answer(SdkPojo response) {
        answers.add(() -> response);
        return this;
    }

    FakeSqs fail(RuntimeException failure) {
        answers.add(() -> {
            throw failure;
        });
        return this;
    }

    private <T extends SdkPojo> T next(SdkPojo request, Class<T> type) {
        requests.add(request);
        return type.cast(answers.remove().get());
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return next(request, ReceiveMessageResponse.class);
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        return next(request, DeleteMessageBatchResponse.class);
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        return next(request, ChangeMessageVisibilityBatchResponse.class);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
