package dev.antiphon.wire;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.api.MappedPublisher;
import dev.antiphon.wire.codec.OperationShapes;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.protocol.Protocol;
import dev.antiphon.wire.protocol.StreamingProtocol;
import dev.antiphon.wire.route.Routed.Route;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** A call that came over HTTP. It keeps nothing of the request but what the answer needs. */
final class HttpCall implements WireCall {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);

    /** What the objects around a body take, roughly. */
    private static final int OVERHEAD = 1024;

    private final OperationShapes operation;
    private final Protocol protocol;
    private final SdkPojo request;
    private final Caller caller;
    private final int bytes;
    private final HttpExchange exchange;

    HttpCall(Route route, SdkPojo request, Caller caller, int body, HttpExchange exchange) {
        this.operation = route.operation();
        this.protocol = route.protocol();
        this.request = request;
        this.caller = caller;
        this.bytes = body + OVERHEAD;
        this.exchange = exchange;
    }

    @Override
    public String service() {
        return operation.service().name();
    }

    @Override
    public String operation() {
        return operation.model().name();
    }

    @Override
    public SdkPojo request() {
        return request;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public Executor lane() {
        return exchange.lane();
    }

    @Override
    public boolean cancelled() {
        return exchange.cancelled();
    }

    @Override
    public void reply(SdkPojo response) {
        HttpAnswer answer;
        try {
            answer = protocol.answer(operation, response, caller.requestId());
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        exchange.answer(answer);
    }

    @Override
    public void reply(SdkPojo response, Flow.Publisher<? extends SdkPojo> events) {
        HttpAnswer answer;
        try {
            answer = streaming().stream(operation, response, events, caller.requestId());
        } catch (RuntimeException e) {
            MappedPublisher.drop(events);
            fail(e);
            return;
        }
        exchange.answer(answer);
    }

    private StreamingProtocol streaming() {
        if (protocol instanceof StreamingProtocol streaming) {
            return streaming;
        }
        throw new IllegalStateException(operation.model().name() + " cannot be streamed");
    }

    @Override
    public void fail(Throwable error) {
        AwsException told;
        if (error instanceof AwsException known) {
            told = known;
        } else {
            LOG.error(
                    "{} {} failed, request {}", service(), operation(), caller.requestId(), error);
            told = Front.internalFailure();
        }
        exchange.answer(protocol.error(operation.service(), told, caller.requestId()));
    }
}
