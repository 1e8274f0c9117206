package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;

/**
 * What a request says of asynchronous invocations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">
 *     Configuring error handling settings for Lambda asynchronous invocations</a>
 */
record EventInvokeRules(
        @Nullable Integer retries,
        @Nullable Integer age,
        @Nullable DestinationConfig destinations) {
    private static final List<String> SERVICES = List.of("lambda", "sqs", "sns", "events", "s3");
    private static final String FUNCTION = "function:";

    static AwsException notFound(FunctionName name) {
        return LambdaErrors.notFound(
                "The function " + name.qualified().arn() + " doesn't have an EventInvokeConfig");
    }

    /**
     * @throws AwsException InvalidParameterValueException or ResourceNotFoundException
     */
    void check(Tx tx, FunctionName name) {
        if (retries == null && age == null && destinations == null) {
            throw LambdaErrors.invalid(
                    "You must specify at least one of error handling or destination setting.");
        }
        if (Versions.find(tx::get, name) == null) {
            throw LambdaErrors.notFound("The function doesn't exist.");
        }
        Stream.of(onSuccess(), onFailure())
                .filter(arn -> arn != null)
                .forEach(arn -> checkDestination(tx::catalog, name, arn));
    }

    private void checkDestination(Catalogs catalogs, FunctionName name, String text) {
        Arn arn = Arn.find(text);
        if (arn == null || !SERVICES.contains(arn.service())) {
            throw LambdaErrors.invalid(
                    "The provided destination config DestinationConfig(onSuccess="
                            + shown(
                                    "OnSuccess",
                                    onSuccess(),
                                    destinations == null ? null : destinations.onSuccess())
                            + ", onFailure="
                            + shown(
                                    "OnFailure",
                                    onFailure(),
                                    destinations == null ? null : destinations.onFailure())
                            + ") is invalid.");
        }
        if (!arn.service().equals("lambda")) {
            return;
        }
        String resource = arn.resource();
        String[] parts =
                resource.startsWith(FUNCTION)
                        ? resource.substring(FUNCTION.length()).split(":")
                        : new String[] {""};
        FunctionName destination =
                new FunctionName(
                        arn.account(), arn.region(), parts[0], parts.length > 1 ? parts[1] : null);
        if (Versions.find(Reading.of(catalogs), destination) == null) {
            throw LambdaErrors.invalid("The destination ARN " + text + " is invalid.");
        }
        if (destination.key().equals(name.key())) {
            throw LambdaErrors.invalid(
                    "You can't specify the function as a destination for itself.");
        }
    }

    /** As the request's own words are shown in AWS's message. */
    private static String shown(String kind, @Nullable String destination, @Nullable Object said) {
        return said == null ? "null" : kind + "(destination=" + destination + ")";
    }

    private @Nullable String onSuccess() {
        return destinations == null || destinations.onSuccess() == null
                ? null
                : emptyAsNull(destinations.onSuccess().destination());
    }

    private @Nullable String onFailure() {
        return destinations == null || destinations.onFailure() == null
                ? null
                : emptyAsNull(destinations.onFailure().destination());
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * @param before what stays where the request says nothing, or null
     */
    EventInvokeConfig apply(QualifiedKey key, @Nullable EventInvokeConfig before, Instant now) {
        boolean success = destinations != null && destinations.onSuccess() != null;
        boolean failure = destinations != null && destinations.onFailure() != null;
        return new EventInvokeConfig(
                key,
                now,
                retries != null || before == null ? retries : before.retries(),
                age != null || before == null ? age : before.age(),
                success || before == null ? onSuccess() : before.onSuccess(),
                failure || before == null ? onFailure() : before.onFailure());
    }
}
