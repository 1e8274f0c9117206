package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Publishes a message to a topic, an app or a telephone. */
final class Publish implements Command<PublishRequest, PublishResponse> {
    private final Publishing publishing;

    Publish(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public String entity(PublishRequest request, Caller caller) {
        return Recipient.of(request, caller).address();
    }

    @Override
    public Outcome<PublishResponse> handle(Tx tx, PublishRequest request, Caller caller) {
        NewMessage message = NewMessage.of(request, caller);
        int size = message.check();
        return switch (Recipient.of(request, caller)) {
            case Recipient.OfTopic(TopicArn arn) -> {
                LiveTopic topic = Topics.of(tx, arn);
                message.check(topic.definition(), size);
                Publishing.Published published = publishing.publish(tx, topic, message);
                yield Outcome.reply(
                        PublishResponse.builder()
                                .messageId(published.messageId())
                                .sequenceNumber(published.sequenceNumber())
                                .build());
            }
            case Recipient.OfEndpoint endpoint -> reply(endpoint.publish(tx, message));
            case Recipient.OfPhone phone -> reply(phone.publish(tx, message));
        };
    }

    private static Outcome<PublishResponse> reply(String messageId) {
        return Outcome.reply(PublishResponse.builder().messageId(messageId).build());
    }
}
