package dev.antiphon.wire.route;

import dev.antiphon.wire.codec.Formats;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.validate.Validation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Requests that come as JSON with the API's member names in Pascal case, whatever protocol the
 * service speaks, and their answers: the calls of schedules and workflows.
 */
public final class JsonRequests {
    private final Services services;

    /**
     * @param services the names of the services that are served
     */
    public JsonRequests(Collection<String> services) {
        this.services = new Services(services);
    }

    /**
     * Decodes and validates a request.
     *
     * @param service in endpoints, such as {@code sqs}
     * @param operation such as {@code SendMessage}
     * @throws dev.antiphon.api.AwsException if the input is not one of the operation's
     * @throws IllegalArgumentException if the service is not served, or has no such operation
     */
    public SdkPojo decode(String service, String operation, byte[] input) {
        OperationShapes shapes = find(service, operation);
        if (shapes == null) {
            throw new IllegalArgumentException("no operation " + service + ":" + operation);
        }
        SdkPojo request = Formats.PASCAL_DECODER.decode(input, shapes.input());
        Validation.of(shapes.service().validation()).check(shapes, request);
        return request;
    }

    /** An answer as JSON. */
    public byte[] encode(String service, String operation, SdkPojo response) {
        OperationShapes shapes = find(service, operation);
        if (shapes == null) {
            throw new IllegalArgumentException("no operation " + service + ":" + operation);
        }
        return Formats.PASCAL_ENCODER.encode(shapes.output(response), response);
    }

    private @Nullable OperationShapes find(String service, String operation) {
        KnownService known = services.findServed(s -> s.model().name().equals(service));
        return known == null ? null : known.operation(operation);
    }
}
