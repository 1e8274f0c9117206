package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;
import software.amazon.awssdk.services.lambda.model.OnSuccess;

/**
 * What is said of the asynchronous invocations of one qualifier of a function.
 *
 * @param retries or null for the default
 * @param age in seconds, or null for the default
 * @param onSuccess the ARN of a destination, or null
 * @param onFailure the ARN of a destination, or null
 */
record EventInvokeConfig(
        QualifiedKey key,
        Instant modified,
        @Nullable Integer retries,
        @Nullable Integer age,
        @Nullable String onSuccess,
        @Nullable String onFailure) {
    static final RowCodec<EventInvokeConfig> CODEC = new Codec();

    FunctionEventInvokeConfig view() {
        return FunctionEventInvokeConfig.builder()
                .functionArn(key.arn())
                .lastModified(modified)
                .maximumRetryAttempts(retries)
                .maximumEventAgeInSeconds(age)
                .destinationConfig(
                        DestinationConfig.builder()
                                .onSuccess(OnSuccess.builder().destination(onSuccess).build())
                                .onFailure(OnFailure.builder().destination(onFailure).build())
                                .build())
                .build();
    }

    private static final class Codec implements RowCodec<EventInvokeConfig> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(EventInvokeConfig config, RowWriter out) {
            LambdaTables.writeKey(config.key.function(), out);
            out.text(config.key.qualifier()).i64(config.modified.toEpochMilli());
            out.varint(config.retries == null ? 0 : config.retries + 1L);
            out.varint(config.age == null ? 0 : config.age + 1L);
            out.optionalText(config.onSuccess).optionalText(config.onFailure);
        }

        @Override
        public EventInvokeConfig read(int version, RowReader in) {
            QualifiedKey key = new QualifiedKey(LambdaTables.readKey(in), in.text());
            Instant modified = Instant.ofEpochMilli(in.i64());
            int retries = (int) in.varint();
            int age = (int) in.varint();
            return new EventInvokeConfig(
                    key,
                    modified,
                    retries == 0 ? null : retries - 1,
                    age == 0 ? null : age - 1,
                    in.optionalText(),
                    in.optionalText());
        }
    }
}
