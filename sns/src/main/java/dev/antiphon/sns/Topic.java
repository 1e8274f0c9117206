package dev.antiphon.sns;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a topic.
 *
 * @param topicId never given to another topic: what is kept for a topic is kept under it, so that a
 *     topic that is created again under the same name never sees the rows of the old one
 * @param attributes those that were set, by their names
 * @param tags in the order of their keys
 * @param endpoint how its creator addressed this server: links in messages that come from other
 *     services lead there
 * @param certificate what its messages call the certificate that they are signed with. Topics have
 *     different names for the one certificate of the server, so that no verifier which remembers
 *     certificates by name ever takes one of another server for ours
 * @param deleted how many of its subscriptions were
 */
record Topic(
        TopicArn arn,
        long topicId,
        Instant created,
        TopicAttributes attributes,
        Map<String, String> tags,
        @Nullable String dataProtectionPolicy,
        String endpoint,
        String certificate,
        long deleted) {

    static final RowCodec<Topic> CODEC = new Codec();

    Topic {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    boolean fifo() {
        return arn.fifo();
    }

    Topic withAttributes(TopicAttributes changed) {
        return new Topic(
                arn,
                topicId,
                created,
                changed,
                tags,
                dataProtectionPolicy,
                endpoint,
                certificate,
                deleted);
    }

    Topic withTags(Map<String, String> changed) {
        return new Topic(
                arn,
                topicId,
                created,
                attributes,
                changed,
                dataProtectionPolicy,
                endpoint,
                certificate,
                deleted);
    }

    Topic withDataProtectionPolicy(@Nullable String changed) {
        return new Topic(
                arn, topicId, created, attributes, tags, changed, endpoint, certificate, deleted);
    }

    Topic withOneMoreDeleted() {
        return new Topic(
                arn,
                topicId,
                created,
                attributes,
                tags,
                dataProtectionPolicy,
                endpoint,
                certificate,
                deleted + 1);
    }

    private static final class Codec implements RowCodec<Topic> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Topic topic, RowWriter out) {
            out.text(topic.arn.account()).text(topic.arn.region()).text(topic.arn.name());
            out.i64(topic.topicId).varint(topic.created.toEpochMilli());
            out.texts(topic.attributes.set());
            out.texts(topic.tags);
            out.optionalText(topic.dataProtectionPolicy)
                    .text(topic.endpoint)
                    .text(topic.certificate)
                    .varint(topic.deleted);
        }

        @Override
        public Topic read(int version, RowReader in) {
            return new Topic(
                    new TopicArn(in.text(), in.text(), in.text()),
                    in.i64(),
                    Instant.ofEpochMilli(in.varint()),
                    new TopicAttributes(in.namedTexts()),
                    in.namedTexts(),
                    in.optionalText(),
                    in.text(),
                    in.text(),
                    in.varint());
        }
    }
}
