package dev.antiphon.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** boto3, the SDK for Python. */
final class Boto3Test extends SdkTest<Sdk>
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
                ResponseStreams,
                Layers {
    @Override
    Sdk startSdk(Path folder) {
        return Boto3.speaking(SqsProtocol.JSON);
    }

    /** The worker reads an answer to its end, so that the function has to be let on meanwhile. */
    @Override
    public Read stream(String function, String payload, Runnable first) {
        ObjectNode parameters =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("FunctionName", function)
                        .put("Payload", payload);
        CompletableFuture<Void> opened = CompletableFuture.runAsync(first);
        JsonNode answer;
        try {
            answer =
                    ((ForeignSdk) sdk())
                            .call(access(), "lambda", "InvokeWithResponseStream", parameters);
        } catch (ForeignSdk.Refused e) {
            throw new AssertionError(e);
        }
        opened.join();
        StringBuilder text = new StringBuilder();
        String code = "";
        for (JsonNode event : answer.path("EventStream")) {
            String bytes = event.path("PayloadChunk").path("Payload").path("$bytes").asText();
            text.append(new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8));
            code = event.path("InvokeComplete").path("ErrorCode").asText();
        }
        return new Read(text.toString(), code);
    }
}
