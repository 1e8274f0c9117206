package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** AWS SDK for Java 2.x, asynchronous. */
final class JavaAsyncSdkTest extends SdkTest<JavaAsyncSdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages,
                Routing,
                Topics,
                Mobile,
                Buses,
                EventResources,
                Schedules,
                HttpApis,
                Workflows,
                Functions,
                FunctionEvents,
                FunctionSettings,
                Layers {
    @Override
    JavaAsyncSdk startSdk(Path folder) {
        return new JavaAsyncSdk();
    }

    @Test
    void many_calls_at_once_share_a_client() {
        String queue = newQueue();
        SqsAsyncClient client = sdk().asyncSqs(access());

        List<CompletableFuture<SendMessageResponse>> sends =
                IntStream.range(0, 200)
                        .mapToObj(
                                i -> client.sendMessage(m -> m.queueUrl(queue).messageBody("" + i)))
                        .toList();

        assertThat(sends).extracting(send -> send.join().messageId()).doesNotHaveDuplicates();
        assertThat(receive(queue, 200)).extracting(Message::body).doesNotHaveDuplicates();
    }

    @Test
    void the_batch_manager_puts_messages_together() {
        String queue = newQueue();
        try (SqsAsyncBatchManager manager = sdk().asyncSqs(access()).batchManager()) {
            List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String body = "message " + i;
                sends.add(manager.sendMessage(m -> m.queueUrl(queue).messageBody(body)));
            }
            assertThat(sends).allSatisfy(send -> assertThat(send.join().messageId()).isNotBlank());
            List<Message> received = new ArrayList<>();
            Await.until(
                    "25 messages",
                    SOON,
                    () -> {
                        received.addAll(
                                manager.receiveMessage(r -> r.queueUrl(queue)).join().messages());
                        return received.size() >= 25;
                    });
            assertThat(received).extracting(Message::body).hasSize(25).doesNotHaveDuplicates();
            received.stream()
                    .map(message ->
                            manager.deleteMessage(
                                    d -> d.queueUrl(queue).receiptHandle(message.receiptHandle())))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertEmpty(queue);
    }
}
