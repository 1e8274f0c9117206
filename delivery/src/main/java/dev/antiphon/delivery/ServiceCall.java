package dev.antiphon.delivery;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that a schedule, a workflow … makes to an operation of this server.
 *
 * @param service as in endpoints, such as {@code sqs}
 * @param operation as in the API's reference, such as {@code SendMessage}; capitals do not count
 * @param input the request as JSON, with the API's names, as they are or in Pascal case
 * @param account of whoever makes it: twelve digits
 * @param requestId unique for each call
 * @param traceHeader of what led to it, or null
 */
public record ServiceCall(
        String service,
        String operation,
        byte[] input,
        String account,
        String region,
        String requestId,
        @Nullable String traceHeader) {
    private static final int VERSION = 1;

    /** Queue URLs that such a caller gets are of this server under its usual address. */
    private static final String ENDPOINT = "http://localhost:4566";

    /** Where an SDK's name of a service is not that of its endpoint. */
    private static final Map<String, String> ENDPOINTS =
            Map.of(
                    "eventbridge", "events",
                    "sfn", "states",
                    "cloudwatch", "monitoring",
                    "cloudwatchlogs", "logs");

    /** The service as in endpoints, by the name that resources such as {@code aws-sdk:} have. */
    public static String endpoint(String sdkName) {
        return ENDPOINTS.getOrDefault(sdkName, sdkName);
    }

    public Caller caller() {
        return new Caller(account, region, Caller.ANONYMOUS, ENDPOINT, requestId, traceHeader);
    }

    void write(RowWriter out) {
        out.u8(VERSION)
                .text(service)
                .text(operation)
                .bytes(input)
                .text(account)
                .text(region)
                .text(requestId)
                .optionalText(traceHeader);
    }

    static ServiceCall read(RowReader in) {
        Check.that(in.u8() == VERSION, "the version of a call is known");
        return new ServiceCall(
                in.text(),
                in.text(),
                in.bytes(),
                in.text(),
                in.text(),
                in.text(),
                in.optionalText());
    }
}
