package dev.antiphon.wire.route;

import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.protocol.Input;
import dev.antiphon.wire.protocol.Protocol;
import java.util.function.Function;

/** Where a request goes. */
public sealed interface Routed {
    /**
     * To an operation of AWS's.
     *
     * @param accessKeyId as sent
     */
    record Route(
            OperationShapes operation,
            Protocol protocol,
            Input input,
            String account,
            String region,
            String accessKeyId)
            implements Routed {}

    /**
     * Nowhere.
     *
     * @param answer made for the request's id
     */
    record Refusal(Function<String, HttpAnswer> answer) implements Routed {}
}
