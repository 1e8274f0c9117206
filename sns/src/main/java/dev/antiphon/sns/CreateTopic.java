package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;

/**
 * Creates a topic. One that is there already and differs in nothing that is named is as good as
 * created.
 */
final class CreateTopic implements Command<CreateTopicRequest, CreateTopicResponse> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final int LONGEST = 256;

    @Override
    public String entity(CreateTopicRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<CreateTopicResponse> handle(Tx tx, CreateTopicRequest request, Caller caller) {
        TopicArn arn = arn(request, caller);
        Topic existing = tx.get(SnsTables.TOPICS, arn);
        Map<String, String> tags = TopicTags.of(request.tags());
        if (existing != null) {
            checkSame(existing, request.attributes(), tags);
            return reply(arn);
        }
        Topic topic =
                new Topic(
                                arn,
                                tx.ids().next(),
                                tx.now(),
                                TopicAttributeChanges.create(arn, request.attributes()),
                                TopicTags.with(Map.of(), tags),
                                null,
                                caller.endpoint(),
                                tx.ids().uuid().toString().replace("-", ""),
                                0)
                        .withDataProtectionPolicy(
                                DataProtectionPolicy.checked(request.dataProtectionPolicy()));
        tx.put(SnsTables.TOPICS, arn, topic);
        if (topic.attributes().archived() != null) {
            Archive.begin(tx, topic);
        }
        return reply(arn);
    }

    private static TopicArn arn(CreateTopicRequest request, Caller caller) {
        TopicArn arn = new TopicArn(caller.account(), caller.region(), request.name());
        checkName(arn, request.attributes());
        return arn;
    }

    private static Outcome<CreateTopicResponse> reply(TopicArn arn) {
        return Outcome.reply(CreateTopicResponse.builder().topicArn(arn.toString()).build());
    }

    /** The type of a topic shows in its name, and only a FIFO topic's may have the suffix. */
    private static void checkName(TopicArn arn, Map<String, String> named) {
        String type = named.get(TopicAttributes.FIFO_TOPIC);
        boolean fifo =
                type != null
                        && TopicAttributeChanges.bool(TopicAttributes.FIFO_TOPIC, type)
                                .equals("true");
        String name = arn.name();
        if (fifo != arn.fifo()
                || name.length() > LONGEST
                || !NAME.matcher(
                                fifo
                                        ? name.substring(
                                                0, name.length() - TopicArn.FIFO_SUFFIX.length())
                                        : name)
                        .matches()) {
            throw SnsErrors.invalidParameter("Topic Name");
        }
    }

    private static void checkSame(
            Topic existing, Map<String, String> named, Map<String, String> tags) {
        TopicAttributes wanted = TopicAttributeChanges.create(existing.arn(), named);
        for (String name : named.keySet()) {
            if (!name.equals(TopicAttributes.FIFO_TOPIC)
                    && !Objects.equals(wanted.get(name), existing.attributes().get(name))) {
                throw SnsErrors.invalidParameter(
                        "Attributes", "Topic already exists with different attributes");
            }
        }
        if (!existing.tags().entrySet().containsAll(tags.entrySet())) {
            throw SnsErrors.invalidParameter("Tags", "Topic already exists with different tags");
        }
    }
}
