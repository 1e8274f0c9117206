package dev.antiphon.states.machine;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;

/**
 * A task that workers ask for.
 *
 * @param tags in the order of their keys
 */
public record Activity(
        ActivityArn arn,
        Instant created,
        EncryptionConfiguration encryption,
        Map<String, String> tags) {
    static final RowCodec<Activity> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Activity activity, RowWriter out) {
                    ActivityArn arn = activity.arn;
                    out.text(arn.account()).text(arn.region()).text(arn.name());
                    out.i64(activity.created.toEpochMilli());
                    ModelRow.write(activity.encryption, out);
                    out.texts(activity.tags);
                }

                @Override
                public Activity read(int version, RowReader in) {
                    return new Activity(
                            new ActivityArn(in.text(), in.text(), in.text()),
                            Instant.ofEpochMilli(in.i64()),
                            ModelRow.read(EncryptionConfiguration.builder(), in).build(),
                            in.namedTexts());
                }
            };

    public Activity {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    Activity withTags(Map<String, String> changed) {
        return new Activity(arn, created, encryption, changed);
    }
}
