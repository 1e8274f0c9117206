package dev.antiphon.compat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A function that cooks orders, from a queue or a bus, and puts what it has cooked into a queue of
 * its own: so it is seen how often it has worked.
 */
record Kitchen(
        LambdaClient functions,
        SqsClient sqs,
        EventBridgeClient events,
        String function,
        String functionArn,
        String cooked) {
    /** Fails as often as an order says, by what the queue counts, and takes as long as it says. */
    private static final String COOK =
            """
            import json, os, time, urllib.parse, urllib.request

            def orders(event):
                if "detail" in event:
                    yield event["detail"], 1
                for record in event.get("Records", []):
                    receives = int(record["attributes"]["ApproximateReceiveCount"])
                    yield json.loads(record["body"]), receives

            def handler(event, context):
                for order, receives in orders(event):
                    if receives <= order.get("fails", 0):
                        raise ValueError("the oven is cold")
                    time.sleep(order.get("takes", 0))
                    message = {"Action": "SendMessage", "MessageBody": order["dish"]}
                    urllib.request.urlopen(
                        os.environ["COOKED"], urllib.parse.urlencode(message).encode())
                return {}
            """;

    /** Long enough for a process to start on a machine that does much else. */
    static final int VISIBILITY = 10;

    static Kitchen open(LambdaClient functions, SqsClient sqs, EventBridgeClient events) {
        String name = "kitchen-" + UUID.randomUUID().toString().substring(0, 8);
        String cooked = sqs.createQueue(q -> q.queueName(name + "-cooked")).queueUrl();
        String arn =
                functions
                        .createFunction(f ->
                                f.functionName(name)
                                        .runtime(Runtime.PYTHON3_13)
                                        .role(Routing.ROLE)
                                        .handler("code.handler")
                                        .timeout(3)
                                        .environment(e -> e.variables(Map.of("COOKED", cooked)))
                                        .code(c -> c.zipFile(Functions.zip("code.py", COOK))))
                        .functionArn();
        functions.putFunctionEventInvokeConfig(p -> p.functionName(name).maximumRetryAttempts(0));
        Kitchen kitchen = new Kitchen(functions, sqs, events, name, arn, cooked);
        kitchen.warmUp();
        return kitchen;
    }

    static Kitchen open(Access access, Sdk sdk) {
        return open(sdk.functions(access), sdk.sqs(access), sdk.events(access));
    }

    /** The same by other clients, as after a restart. */
    Kitchen at(Access access, Sdk sdk) {
        return new Kitchen(
                sdk.functions(access),
                sdk.sqs(access),
                sdk.events(access),
                function,
                functionArn,
                cooked);
    }

    /** Has a process started: what is timed afterwards does not count its start. */
    void warmUp() {
        functions.invoke(i -> i.functionName(function).payload(SdkBytes.fromUtf8String("{}")));
    }

    /** An order; what else it says is JSON members with a comma before. */
    static String order(String id, String dish, String more) {
        return "{\"order-id\":\"%s\",\"dish\":\"%s\"%s}".formatted(id, dish, more);
    }

    static String order(String id, String dish) {
        return order(id, dish, "");
    }

    // By a queue.

    String newQueue(Map<QueueAttributeName, String> attributes) {
        String name =
                "orders-"
                        + UUID.randomUUID()
                        + (attributes.containsKey(QueueAttributeName.FIFO_QUEUE) ? ".fifo" : "");
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.putIfAbsent(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(VISIBILITY));
        return sqs.createQueue(q -> q.queueName(name).attributes(all)).queueUrl();
    }

    String arn(String queue) {
        return Objects.requireNonNull(
                sqs.getQueueAttributes(
                                g -> g.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    /** Has the function read a queue; the mapping. */
    CreateEventSourceMappingResponse cookFrom(String queue, Map<String, String> tags) {
        return functions.createEventSourceMapping(mapping(queue).tags(tags).build());
    }

    CreateEventSourceMappingRequest.Builder mapping(String queue) {
        return CreateEventSourceMappingRequest.builder()
                .functionName(function)
                .eventSourceArn(arn(queue))
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }

    void send(String queue, String order) {
        sqs.sendMessage(m -> m.queueUrl(queue).messageBody(order));
    }

    // By a bus.

    /** Has the function called by a rule for orders of a shop; the rule's ARN. */
    String cookFor(String shop, Map<String, String> tags) {
        String rule =
                events.putRule(r ->
                                r.name(shop)
                                        .eventPattern("{\"source\":[\"" + shop + "\"]}")
                                        .tags(
                                                tags.entrySet().stream()
                                                        .map(tag ->
                                                                Tag.builder()
                                                                        .key(tag.getKey())
                                                                        .value(tag.getValue())
                                                                        .build())
                                                        .toList()))
                        .ruleArn();
        functions.addPermission(p ->
                p.functionName(function)
                        .statementId(shop)
                        .action("lambda:InvokeFunction")
                        .principal("events.amazonaws.com")
                        .sourceArn(rule));
        events.putTargets(t -> t.rule(shop).targets(target().build()));
        return rule;
    }

    /** Has events that the rule cannot deliver kept in a queue. */
    void keepLost(String shop, String queue) {
        String arn = arn(queue);
        events.putTargets(
                t -> t.rule(shop).targets(target().deadLetterConfig(d -> d.arn(arn)).build()));
    }

    private Target.Builder target() {
        return Target.builder().id("1").arn(functionArn);
    }

    void put(String shop, String... orders) {
        List<PutEventsRequestEntry> entries = new ArrayList<>();
        for (String order : orders) {
            entries.add(
                    PutEventsRequestEntry.builder()
                            .source(shop)
                            .detailType("OrderPlaced")
                            .detail(order)
                            .build());
        }
        events.putEvents(p -> p.entries(entries));
    }

    // What came of it.

    /** The next that was cooked, waited for. */
    Message next() {
        List<Message> messages =
                Await.get(
                        "something cooked",
                        Scenario.SOON,
                        () ->
                                sqs.receiveMessage(r ->
                                                r.queueUrl(cooked)
                                                        .waitTimeSeconds(5)
                                                        .messageSystemAttributeNames(
                                                                MessageSystemAttributeName.ALL))
                                        .messages(),
                        received -> !received.isEmpty());
        Message message = messages.getFirst();
        sqs.deleteMessage(d -> d.queueUrl(cooked).receiptHandle(message.receiptHandle()));
        return message;
    }

    /** The next dishes, in alphabetical order. */
    List<String> dishes(int count) {
        List<String> dishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dishes.add(next().body());
        }
        return dishes.stream().sorted().toList();
    }

    /** What is there without waiting. */
    List<Message> more() {
        return sqs.receiveMessage(r -> r.queueUrl(cooked)).messages();
    }

    /** Waits until nothing of a queue is left, be it visible or in flight. */
    void awaitEmpty(String queue) {
        Await.until(
                "the end of all messages",
                Scenario.SOON,
                () -> {
                    Map<QueueAttributeName, String> all =
                            sqs.getQueueAttributes(g ->
                                            g.queueUrl(queue)
                                                    .attributeNames(QueueAttributeName.ALL))
                                    .attributes();
                    return "0".equals(all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            && "0"
                                    .equals(
                                            all.get(
                                                    QueueAttributeName
                                                            .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
                });
    }
}
