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
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Where the wire meets the engine: calls go in, are measured, and come back as AWS's answers or
 * errors.
 */
final class Calls implements Backend {
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
        public void begun(SdkPojo response, Flow.Publisher<? extends SdkPojo> events) {
            meter.succeeded(System.nanoTime() - begin);
            call.reply(response, events);
        }

        @Override
        public void failed(Throwable error) {
            AwsException answer =
                    EngineErrors.answer(
                            error, call.service(), call.operation(), call.caller().requestId());
            meter.failed(System.nanoTime() - begin, answer);
            call.fail(answer);
        }
    }
}
