package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Whom a message is published to. */
sealed interface Recipient {
    /** The ARN of the entity whose partition publishes it. */
    String address();

    record OfTopic(TopicArn topic) implements Recipient {
        @Override
        public String address() {
            return topic.toString();
        }
    }

    /** The endpoint of an app on a device. */
    record OfEndpoint(PlatformEndpointArn endpoint) implements Recipient {
        @Override
        public String address() {
            return endpoint.application().toString();
        }

        /** Returns the id of the message. */
        String publish(Tx tx, NewMessage message) {
            PlatformEndpoint found = tx.get(SnsTables.ENDPOINTS, endpoint);
            if (found == null) {
                throw SnsErrors.invalidParameter(
                        "TargetArn", "No endpoint found for the target arn specified");
            }
            PlatformApplication application =
                    tx.get(SnsTables.APPLICATIONS, endpoint.application());
            if (application != null && !application.enabled()) {
                throw SnsErrors.applicationIsDisabled();
            }
            if (!found.enabled()) {
                throw SnsErrors.endpointIsDisabled();
            }
            return keep(
                    tx,
                    KeptMessage.Kind.APPLICATION,
                    endpoint.application().account(),
                    endpoint.application().region(),
                    endpoint.toString(),
                    message);
        }
    }

    /** A telephone, which gets a text message. */
    record OfPhone(SmsAccount account, String number) implements Recipient {
        @Override
        public String address() {
            return account.toString();
        }

        /** Returns the id of the message. */
        String publish(Tx tx, NewMessage message) {
            return keep(
                    tx, KeptMessage.Kind.SMS, account.account(), account.region(), number, message);
        }
    }

    private static String keep(
            Tx tx,
            KeptMessage.Kind kind,
            String account,
            String region,
            String to,
            NewMessage message) {
        String id = tx.ids().uuid().toString();
        KeptMessage.keep(
                tx,
                new KeptMessage(
                        kind,
                        account,
                        region,
                        to,
                        null,
                        null,
                        id,
                        message.checkedText(),
                        message.subject(),
                        message.structure(),
                        message.attributes(),
                        tx.now()));
        return id;
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static Recipient of(PublishRequest request, Caller caller) {
        long named =
                Stream.of(request.topicArn(), request.targetArn(), request.phoneNumber())
                        .filter(each -> each != null && !each.isEmpty())
                        .count();
        if (named > 1) {
            throw SnsErrors.invalidParameter(
                    "Only one of TopicArn, TargetArn or PhoneNumber can be given");
        }
        if (request.phoneNumber() != null && !request.phoneNumber().isEmpty()) {
            Protocol.checkPhoneNumber(request.phoneNumber());
            return new OfPhone(SmsAccount.of(caller), request.phoneNumber());
        }
        if (request.targetArn() != null && !request.targetArn().isEmpty()) {
            PlatformEndpointArn endpoint = PlatformEndpointArn.parse(request.targetArn());
            return endpoint == null
                    ? new OfTopic(TopicArn.of("TargetArn", request.targetArn(), caller))
                    : new OfEndpoint(endpoint);
        }
        if (named == 0) {
            throw SnsErrors.invalidParameter(
                    "TopicArn or TargetArn", "no value for required parameter");
        }
        return new OfTopic(TopicArn.of(request.topicArn(), caller));
    }
}
