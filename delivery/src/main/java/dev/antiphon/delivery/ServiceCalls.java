package dev.antiphon.delivery;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Part;
import dev.antiphon.service.Query;
import dev.antiphon.service.Relay;
import dev.antiphon.service.Service;
import dev.antiphon.service.Survey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Calls between services: what a workflow or a schedule has an operation of this server do.
 *
 * <p>A call that changes something is made exactly once. It goes by parcel to the partition that
 * owns the operation's entity, the {@link Command} is handled inside the receiver's transaction,
 * and its answer goes back by parcel in the same commit; what a command had staged before it threw
 * is undone, and its error is the answer. So a call and its answer are as durable as the row of
 * whoever asks, and a crash neither loses nor repeats one.
 *
 * <p>What only reads ({@link Query}, {@link Survey}), has to wait (a long poll) or is answered
 * outside (a {@link Relay}, but for requests of which it says otherwise) is no transaction of one
 * partition. It becomes a delivery with an answer, addressed to a lane of the asking account, and
 * is performed by the invoker: again, if a crash comes in between.
 */
public final class ServiceCalls implements Part, TargetType {
    /** On the partition of the one who asks: finds the entity. */
    private static final ParcelKind<Asked> ROUTE = Asked.kind("service-call");

    /** On the partition of the entity. */
    private static final ParcelKind<Asked> HANDLE = Asked.kind("service-call-handle");

    /** No service of AWS: stands in the addresses of calls that only read or wait. */
    private static final String SERVICE = "antiphon-call";

    /** The lanes of an account's calls that only read or wait, and what each bears at once. */
    private static final int LANES = 16;

    private static final Limits LIMITS = new Limits(128, Double.POSITIVE_INFINITY);

    /** The SDKs try again what was throttled; so is it here, before whoever asks hears of it. */
    private static final RetryPolicy PATIENCE =
            new RetryPolicy(
                    List.of(RetryPolicy.Phase.constant(3, Duration.ofSeconds(1))),
                    3,
                    Duration.ofDays(1),
                    25);

    private static final String CALL = "Call";

    /** Requests and answers as JSON: the wire's business, which services cannot see. */
    public interface Codec {
        /**
         * @return an instance of the SDK's request class
         * @throws AwsException if the input is none of the operation's
         */
        SdkPojo request(String service, String operation, byte[] input);

        /** The answer as JSON, with the API's names in Pascal case. */
        byte[] answer(String service, String operation, SdkPojo response);
    }

    /**
     * A call on its way.
     *
     * @param request as decoded, as long as it has not left its partition
     */
    private record Asked(ServiceCall call, ReplyTo replyTo, @Nullable SdkPojo request) {
        static ParcelKind<Asked> kind(String name) {
            return new ParcelKind<>(name, Asked::write, (address, in) -> read(in));
        }

        private void write(RowWriter out) {
            call.write(out);
            replyTo.write(out);
        }

        private static Asked read(RowReader in) {
            return new Asked(ServiceCall.read(in), ReplyTo.read(in), null);
        }
    }

    private static final class Waits extends RuntimeException {
        private static final long serialVersionUID = 1;

        Waits() {
            super(null, null, false, false);
        }
    }

    private final Map<String, Map<String, Operation<?, ?>>> operations = new LinkedHashMap<>();
    private final Dispatcher.Reach reach;
    private final Codec codec;

    public ServiceCalls(List<Service> services, Dispatcher.Reach reach, Codec codec) {
        this.reach = reach;
        this.codec = codec;
        for (Service service : services) {
            Map<String, Operation<?, ?>> table = new LinkedHashMap<>();
            service.operations().forEach(each -> table.put(lower(each.name()), each));
            operations.put(service.name(), table);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Stages a call. The answer comes by parcel, later, in any case; an operation that the server
     * has not is answered with {@code UnknownOperationException}.
     */
    public static void call(Tx tx, ServiceCall call, ReplyTo replyTo) {
        // The first hop is to the asker's own partition, in this very commit: it spares those who
        // call the tables of operations, which they are in themselves.
        tx.send(ROUTE, replyTo.address(), new Asked(call, replyTo, null));
    }

    @Override
    public void register(Registry registry) {
        registry.receiver(ROUTE, (tx, asker, asked) -> route(tx, asked.call, asked.replyTo));
        registry.receiver(HANDLE, (tx, entity, asked) -> handle(tx, asked));
    }

    private @Nullable Operation<?, ?> find(ServiceCall call) {
        return operations.getOrDefault(call.service(), Map.of()).get(lower(call.operation()));
    }

    private void route(Tx tx, ServiceCall call, ReplyTo replyTo) {
        switch (find(call)) {
            case Command<?, ?> command -> {
                try {
                    forward(tx, command, call, replyTo);
                } catch (AwsException e) {
                    replyTo.send(tx, refusal(e));
                }
            }
            case Relay<?, ?> relay -> {
                try {
                    relay(tx, relay, call, replyTo);
                } catch (AwsException e) {
                    replyTo.send(tx, refusal(e));
                }
            }
            case Query<?, ?> query -> perform(tx, call, query, replyTo);
            case Survey<?, ?, ?> survey -> perform(tx, call, survey, replyTo);
            case null ->
                    replyTo.send(
                            tx,
                            new Answer.Failed(
                                    "UnknownOperationException",
                                    400,
                                    call.service() + " has no operation " + call.operation()));
        }
    }

    private <I extends SdkPojo> void forward(
            Tx tx, Command<I, ?> command, ServiceCall call, ReplyTo replyTo) {
        forward(tx, command, request(command, call), call, replyTo);
    }

    private <I extends SdkPojo> void forward(
            Tx tx, Command<I, ?> command, I request, ServiceCall call, ReplyTo replyTo) {
        String entity = command.entity(request, call.caller());
        if (!command.open(request)) {
            reach.check(entity, call.caller());
        }
        tx.send(HANDLE, entity, new Asked(call, replyTo, request));
    }

    private <I extends SdkPojo> void relay(
            Tx tx, Relay<I, ?> relay, ServiceCall call, ReplyTo replyTo) {
        I request = request(relay, call);
        Command<I, ?> command = relay.inside(request);
        if (command == null) {
            perform(tx, call, relay, replyTo);
        } else {
            forward(tx, command, request, call, replyTo);
        }
    }

    @SuppressWarnings("unchecked") // requests are made by operation name
    private <I extends SdkPojo> I request(Operation<I, ?> operation, ServiceCall call) {
        return (I) codec.request(call.service(), operation.name(), call.input());
    }

    private void handle(Tx tx, Asked asked) {
        // A parcel may have been sent before an update of the server: but it loses no operations.
        Operation<?, ?> operation = Check.present(find(asked.call), "it was found before");
        Answer answer;
        try {
            answer = tx.attempt(() -> answer(tx, operation, asked));
        } catch (AwsException e) {
            answer = refusal(e);
        } catch (Waits e) {
            perform(tx, asked.call, operation, asked.replyTo);
            return;
        } catch (Check.Broken e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of ours, which whoever asks must hear of as a client would: it would wait for
            // ever.
            answer = new Answer.Failed("InternalFailure", 500, e.toString());
        }
        asked.replyTo.send(tx, answer);
    }

    @SuppressWarnings("unchecked") // the request was made for this very operation
    private <I extends SdkPojo, O extends SdkPojo> Answer answer(
            Tx tx, Operation<I, O> operation, Asked asked) {
        ServiceCall call = asked.call;
        I request = asked.request == null ? request(operation, call) : (I) asked.request;
        return switch (command(operation, request).handle(tx, request, call.caller())) {
            case Outcome.Reply<O>(O response) ->
                    response(call, codec.answer(call.service(), operation.name(), response));
            case Outcome.Wait<O> wait -> throw new Waits();
        };
    }

    private static <I extends SdkPojo, O extends SdkPojo> Command<I, O> command(
            Operation<I, O> operation, I request) {
        Command<I, O> command =
                switch (operation) {
                    case Command<I, O> itself -> itself;
                    case Relay<I, O> relay -> relay.inside(request);
                    case Query<I, O> query -> null;
                    case Survey<I, ?, O> survey -> null;
                };
        return Check.present(command, "what was sent to an entity is a command");
    }

    private static Answer response(ServiceCall call, byte[] json) {
        return new Answer.Response(
                200, List.of(new OutsideCall.Header("x-amzn-RequestId", call.requestId())), json);
    }

    private static Answer refusal(AwsException e) {
        return new Answer.Failed(e.code(), e.status(), e.text());
    }

    // What only reads or waits.

    private static void perform(
            Tx tx, ServiceCall call, Operation<?, ?> operation, ReplyTo replyTo) {
        RowWriter content = new RowWriter();
        call.write(content);
        String lane = CALL + "/" + Math.floorMod(call.requestId().hashCode(), LANES);
        String target = Arn.of(SERVICE, call.region(), call.account(), lane).toString();
        Deliveries.send(
                tx,
                new Delivery(
                        target,
                        new Origin(Origin.Kind.SERVICE, target),
                        Content.of(content.toBytes()).with(CALL, operation.name()),
                        PATIENCE,
                        null,
                        tx.now(),
                        call.requestId(),
                        call.traceHeader(),
                        replyTo));
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        ServiceCall call = ServiceCall.read(new RowReader(delivery.content().body()));
        String operation = delivery.content().parameters().getOrDefault(CALL, call.operation());
        return new Attempt.Outside(new OutsideCall.Api(call, operation));
    }

    @Override
    public Limits limits(Tx tx, String target) {
        return LIMITS;
    }
}
