package dev.antiphon.server;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Call;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.sqs.PeekMessages;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.Authenticator.Signer;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.Front;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.WireCall;
import dev.antiphon.wire.codec.UrlEncoded;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.http.HttpHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * {@code /_aws/sqs/messages}: all messages of a queue, without touching them. Test suites look
 * there to see what was sent.
 *
 * <ul>
 *   <li>GET {@code /_aws/sqs/messages?QueueUrl=…} or {@code
 *       /_aws/sqs/messages/REGION/ACCOUNT/QUEUE}, with {@code ShowInvisible=true} and {@code
 *       ShowDelayed=true}, is answered in JSON, in the form that SQS's Query protocol has in JSON.
 *   <li>A client of SQS that takes the page for its endpoint gets it by ReceiveMessage, in its own
 *       protocol.
 * </ul>
 */
final class MessagesPage implements HttpHandler {
    static final String PATH = "/_aws/sqs/messages";

    private static final Logger log = LoggerFactory.getLogger(MessagesPage.class);
    private static final String SERVICE = "sqs";
    private static final String DEFAULT_REGION = "us-east-1";

    private final Engine engine;
    private final Authenticator authenticator;
    private final Dispatcher.Reach reach;
    private final Front clients;

    /**
     * @param reach whose queues may be looked at
     */
    MessagesPage(Engine engine, Authenticator authenticator, Dispatcher.Reach reach) {
        this.engine = engine;
        this.reach = reach;
        this.authenticator = authenticator;
        this.clients = new Front(List.of(SERVICE), new Clients(), authenticator);
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) {
        String requestId = UUID.randomUUID().toString();
        try {
            switch (request.method()) {
                case "GET" -> show(request, requestId, exchange);
                case "POST" -> clients.handle(request, exchange);
                default ->
                        exchange.answer(
                                new HttpAnswer(
                                        405,
                                        List.of(new Header("allow", "GET, POST")),
                                        new byte[0]));
            }
        } catch (AwsException e) {
            exchange.answer(error(e));
        }
    }

    private void show(HttpRequest request, String requestId, HttpExchange exchange) {
        Signer signer = authenticator.verify(request, SERVICE);
        Map<String, String> parameters = new HashMap<>();
        UrlEncoded.parse(request.query(), parameters::put);
        String region = DEFAULT_REGION;
        String url = parameters.get("QueueUrl");
        if (request.path().length() > PATH.length() + 1) {
            String[] parts =
                    UrlEncoded.decodePath(request.path().substring(PATH.length() + 1)).split("/");
            if (parts.length != 3) {
                throw AwsException.sender(
                        "InvalidAddress", PATH + "/REGION/ACCOUNT/QUEUE addresses a queue.");
            }
            region = parts[0];
            url = "http://localhost/" + parts[1] + "/" + parts[2];
        }
        if (url == null) {
            throw AwsException.sender(
                    "MissingParameter", "The request must contain the parameter QueueUrl.");
        }
        PeekMessages peek =
                new PeekMessages(
                        "true".equals(parameters.get("ShowInvisible")),
                        "true".equals(parameters.get("ShowDelayed")));
        Caller caller =
                new Caller(
                        signer == null ? "000000000000" : signer.account(),
                        region,
                        signer == null ? Caller.ANONYMOUS : signer.accessKeyId(),
                        "",
                        requestId,
                        null);
        submit(
                new Peek(
                        peek,
                        ReceiveMessageRequest.builder().queueUrl(url).build(),
                        caller,
                        exchange.lane(),
                        exchange::cancelled,
                        response -> exchange.answer(MessagesJson.of(response, requestId)),
                        failure -> exchange.answer(error(failure))));
    }

    private void submit(Peek call) {
        String queue = call.peek.entity(call.request, call.caller);
        reach.check(queue, call.caller);
        engine.submit(queue, call);
    }

    /** Answers ReceiveMessage, and nothing else, by a look. */
    private final class Clients implements Backend {
        @Override
        public boolean serves(String service, String operation) {
            return service.equals(SERVICE) && operation.equals("ReceiveMessage");
        }

        @Override
        public void call(WireCall call) {
            submit(
                    new Peek(
                            new PeekMessages(false, false),
                            (ReceiveMessageRequest) call.request(),
                            call.caller(),
                            call.lane(),
                            call::cancelled,
                            call::reply,
                            call::fail));
        }
    }

    private record Peek(
            PeekMessages peek,
            ReceiveMessageRequest request,
            Caller caller,
            Executor lane,
            BooleanSupplier gone,
            Consumer<ReceiveMessageResponse> reply,
            Consumer<Throwable> fail)
            implements Call<ReceiveMessageResponse> {
        @Override
        public Outcome<ReceiveMessageResponse> run(Tx tx) {
            return peek.handle(tx, request, caller);
        }

        @Override
        public void done(ReceiveMessageResponse value) {
            reply.accept(value);
        }

        @Override
        public void failed(Throwable error) {
            fail.accept(EngineErrors.answer(error, SERVICE, "PeekMessages", caller.requestId()));
        }

        @Override
        public boolean cancelled() {
            return gone.getAsBoolean();
        }

        @Override
        public int bytes() {
            return 0;
        }
    }

    private static HttpAnswer error(Throwable failure) {
        if (failure instanceof AwsException error) {
            return JsonAnswer.of(
                    error.status(),
                    json -> {
                        json.writeStringField("__type", error.code());
                        json.writeStringField("message", error.text());
                    });
        }
        log.error("a look at messages failed", failure);
        return new HttpAnswer(500, List.of(), new byte[0]);
    }
}
