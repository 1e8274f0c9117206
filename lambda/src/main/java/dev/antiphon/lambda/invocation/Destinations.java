package dev.antiphon.lambda.invocation;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Attribute;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.AsyncConfig;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a queued event goes when it is done with: its record to the destination for successes or
 * failures, and the event itself to the dead-letter queue or topic if the function never took it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of asynchronous invocations</a>
 */
final class Destinations {
    /** Of an error's text in a dead letter, in characters. */
    private static final int LONGEST_MESSAGE = 1_024;

    private Destinations() {}

    static void tell(
            Tx tx, FunctionName function, Delivery event, String requestId, Ending ending) {
        AsyncConfig config = Functions.asyncConfig(tx::catalog, function);
        String version = version(tx, function, ending);
        String destination =
                switch (ending) {
                    case Ending.Taken taken -> config.onSuccess();
                    case Ending.GivenUp refused -> config.onFailure();
                };
        if (destination != null) {
            InvocationRecord record =
                    new InvocationRecord(
                            tx.now(),
                            requestId,
                            function.arn() + ":" + version,
                            version,
                            event.content().body(),
                            ending);
            send(tx, function, event, destination, content(destination, record));
        }
        if (config.deadLetterTarget() != null && ending instanceof Ending.GivenUp refused) {
            Content letter =
                    new Content(event.content().body(), explanation(requestId, refused), Map.of());
            send(tx, function, event, config.deadLetterTarget(), letter);
        }
    }

    /** The one that has run: an alias with weights, or one that has changed, leads to others. */
    private static String version(Tx tx, FunctionName function, Ending ending) {
        if (ending.call() instanceof OutsideCall.Function call) {
            return call.function().version();
        }
        try {
            return Functions.invocable(tx::catalog, function, 0).executedVersion();
        } catch (AwsException e) {
            return "$LATEST"; // it is gone
        }
    }

    private static void send(
            Tx tx, FunctionName function, Delivery event, String destination, Content content) {
        Deliveries.send(
                tx,
                new Delivery(
                        destination,
                        new Origin(Origin.Kind.SERVICE, function.arn()),
                        content,
                        RetryPolicy.events(null, null),
                        null,
                        tx.now(),
                        event.cause(),
                        TraceHeader.of(event.traceHeader(), event.cause())
                                .through(function)
                                .toString()));
    }

    private static Content content(String destination, InvocationRecord record) {
        Content content = Content.of(record.json());
        Arn arn = Arn.find(destination);
        return arn != null && arn.service().equals("events")
                ? content.with(Content.SOURCE, "lambda")
                        .with(
                                Content.DETAIL_TYPE,
                                "Lambda Function Invocation Result - "
                                        + (record.succeeded() ? "Success" : "Failure"))
                        .with(Content.RESOURCES, destination + "\n" + record.functionArn())
                : content;
    }

    private static Map<String, Attribute> explanation(String requestId, Ending.GivenUp refused) {
        boolean byFunction = InvocationErrors.ofFunction(refused.code());
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", Attribute.text(requestId));
        attributes.put(
                "ErrorCode",
                new Attribute(
                        "Number",
                        (byFunction
                                        ? "200"
                                        : refused.code().equals(InvocationErrors.TOO_MANY)
                                                ? "429"
                                                : "500")
                                .getBytes(StandardCharsets.US_ASCII)));
        String message = byFunction ? FunctionError.message(refused.message()) : refused.message();
        if (message != null && !message.isEmpty()) {
            attributes.put("ErrorMessage", Attribute.text(shortened(message)));
        }
        return attributes;
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE);
    }
}
