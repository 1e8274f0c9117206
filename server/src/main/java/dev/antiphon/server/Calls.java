package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.EngineException;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Service;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.WireCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Where the wire meets the engine: calls go in, are measured, and come back as AWS's answers or
 * errors. A bug in a handler is logged here, once, with the id that the caller sees.
 */
final class Calls implements Backend {
    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    private final Dispatcher dispatcher;
    private final Map<String, Map<String, OperationMeter>> meters = new LinkedHashMap<>();
    private volatile boolean stopping;

    Calls(Dispatcher dispatcher, List<Service> services, Metrics metrics) {
        this.dispatcher = dispatcher;
        for (Service service : services) {
            Map<String, OperationMeter> ofService = new LinkedHashMap<>();
            service.operations()
                    .forEach(operation ->
                            ofService.put(
                                    operation.name(),
                                    metrics.operation(service.name(), operation.name())));
            meters.put(service.name(), ofService);
        }
    }

    /** From now on every call is refused. */
    void stop() {
        stopping = true;
    }

    @Override
    public boolean serves(String service, String operation) {
        return dispatcher.serves(service, operation);
    }

    @Override
    public void call(WireCall call) {
        OperationMeter meter = meters.getOrDefault(call.service(), Map.of()).get(call.operation());
        if (meter == null) {
            throw new IllegalArgumentException(call.service() + " has no " + call.operation());
        }
        Measured measured = new Measured(call, meter, System.nanoTime());
        if (stopping) {
            measured.failed(
                    new EngineException(EngineException.Reason.STOPPING, "the server is stopping"));
            return;
        }
        dispatcher.dispatch(call.service(), call.operation(), call.request(), measured);
    }

    private record Measured(WireCall call, OperationMeter meter, long begin)
            implements Dispatcher.Asker {
        @Override
        public Caller caller() {
            return call.caller();
        }

        @Override
        public int bytes() {
            return call.bytes();
        }

        @Override
        public Executor lane() {
            return call.lane();
        }

        @Override
        public boolean cancelled() {
            return call.cancelled();
        }

        @Override
        public void done(SdkPojo response) {
            meter.succeeded(System.nanoTime() - begin);
            call.reply(response);
        }

        @Override
        public void failed(Throwable error) {
            AwsException answer = answer(error);
            meter.failed(System.nanoTime() - begin, answer);
            call.fail(answer);
        }

        private AwsException answer(Throwable error) {
            return switch (error) {
                case AwsException known -> known;
                case EngineException engine -> ofEngine(engine);
                default -> {
                    log.error(
                            "{} {} failed, request {}",
                            call.service(),
                            call.operation(),
                            call.caller().requestId(),
                            error);
                    yield AwsException.receiver(
                            "InternalFailure",
                            500,
                            "The request processing has failed because of an unknown error,"
                                    + " exception or failure.");
                }
            };
        }

        private AwsException ofEngine(EngineException error) {
            String text = String.valueOf(error.getMessage());
            return switch (error.reason()) {
                // The codes that SDKs back off at.
                case OVERLOADED ->
                        AwsException.sender(
                                call.service().equals("sqs")
                                        ? "RequestThrottled"
                                        : "ThrottlingException",
                                "Rate exceeded: " + text);
                case NOT_DURABLE -> AwsException.receiver("InternalFailure", 500, text);
                case READ_ONLY, STOPPING -> AwsException.receiver("ServiceUnavailable", 503, text);
            };
        }
    }
}
