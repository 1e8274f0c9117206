package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a function gets of a message. Its signature is always of version 1, whatever the topic's is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking Lambda
 *     functions with Amazon SNS notifications</a>
 */
final class FunctionEvent {
    private FunctionEvent() {}

    static String of(Topic topic, Message message, String text, String subscriptionArn) {
        ObjectNode sns = Json.object();
        sns.put("Type", "Notification")
                .put("MessageId", message.id())
                .put("TopicArn", topic.arn().toString())
                .put("Subject", message.subject())
                .put("Message", text)
                .put("Timestamp", Envelope.time(message.published()))
                .put("SignatureVersion", "1")
                .put("Signature", Envelope.UNSIGNED)
                .put("SigningCertUrl", Envelope.certificateUrl(message.endpoint(), topic))
                .put(
                        "UnsubscribeUrl",
                        Envelope.unsubscribeUrl(message.endpoint(), subscriptionArn));
        ObjectNode attributes = sns.putObject("MessageAttributes");
        message.attributes()
                .forEach((name, attribute) ->
                        attributes
                                .putObject(name)
                                .put("Type", attribute.type())
                                .put("Value", Envelope.value(attribute)));
        ObjectNode event = Json.object();
        ObjectNode first = event.putArray("Records").addObject();
        first.put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", subscriptionArn)
                .set("Sns", sns);
        return Json.write(event);
    }
}
