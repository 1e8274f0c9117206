package dev.antiphon.service;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Call;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Registrations;
import dev.antiphon.engine.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Brings a decoded request to the operation that answers it: to the owning partition, to the
 * catalog, or outside.
 */
public final class Dispatcher {
    /**
     * Who asked. One of {@link #done}, {@link #begun} and {@link #failed} is called once, on the
     * lane.
     */
    public interface Asker {
        Caller caller();

        /** What the request takes in memory, in bytes, roughly. */
        int bytes();

        Executor lane();

        boolean cancelled();

        void done(SdkPojo response);

        /** The answer has begun, and goes on by events. */
        void begun(SdkPojo response, Flow.Publisher<? extends SdkPojo> events);

        /**
         * @param error an {@link dev.antiphon.api.AwsException}, an engine's exception, or a bug
         */
        void failed(Throwable error);
    }

    /** Whose entities a caller may use. */
    public enum Reach {
        /** All: who calls was never verified, and everybody is trusted. */
        EVERY_ACCOUNT,
        /** Those of the caller's account: there are no policies that would let others in. */
        OWN_ACCOUNT;

        /**
         * Whether what one account has made may act on what another one has.
         *
         * @param account of who acts
         * @param owner the account that owns the entity, empty where nobody does
         */
        public boolean covers(String account, String owner) {
            return this == EVERY_ACCOUNT || owner.isEmpty() || owner.equals(account);
        }

        /**
         * @param entity its ARN
         * @throws AwsException AccessDenied if it is beyond the caller's reach
         */
        public void check(String entity, Caller caller) {
            if (!covers(caller.account(), Arn.parse(entity).account())) {
                throw AwsException.sender(
                        "AccessDenied", 403, "Access to the resource " + entity + " is denied.");
            }
        }
    }

    private final Engine engine;
    private final Reach reach;
    private final Map<String, Map<String, Operation<?, ?>>> operations = new LinkedHashMap<>();

    public Dispatcher(Engine engine, List<Service> services, Reach reach) {
        this.engine = engine;
        this.reach = reach;
        for (Service service : services) {
            Map<String, Operation<?, ?>> table = new LinkedHashMap<>();
            for (Operation<?, ?> operation : service.operations()) {
                if (table.put(operation.name(), operation) != null) {
                    throw new IllegalArgumentException(
                            service.name() + " has two operations " + operation.name());
                }
            }
            operations.put(service.name(), table);
        }
    }

    /** What the parts of a node need of an engine. */
    public static Registrations registrations(List<? extends Part> parts) {
        Registrations registrations = new Registrations();
        parts.forEach(part -> part.register(registrations));
        return registrations;
    }

    public boolean serves(String service, String operation) {
        return find(service, operation) != null;
    }

    private @Nullable Operation<?, ?> find(String service, String operation) {
        Map<String, Operation<?, ?>> table = operations.get(service);
        return table == null ? null : table.get(operation);
    }

    /**
     * Carries a call out. Does not block.
     *
     * @param request an instance of the SDK's request class of the operation
     * @throws IllegalArgumentException if {@link #serves} says no
     */
    public void dispatch(String service, String operation, SdkPojo request, Asker asker) {
        Operation<?, ?> found = find(service, operation);
        switch (found) {
            case Command<?, ?> command -> submit(command, request, asker);
            case Query<?, ?> query -> answer(query, request, asker);
            case Survey<?, ?, ?> survey -> survey(survey, request, asker);
            case Relay<?, ?> relay -> relay(relay, request, asker);
            case null ->
                    throw new IllegalArgumentException("no operation " + service + ":" + operation);
        }
    }

    @SuppressWarnings("unchecked") // requests are made by operation name
    private <I extends SdkPojo, O extends SdkPojo> void answer(
            Query<I, O> query, SdkPojo request, Asker asker) {
        O answer;
        try {
            String entity = query.entity((I) request, asker.caller());
            if (entity != null) {
                reach.check(entity, asker.caller());
            }
            answer = query.answer(engine, (I) request, asker.caller());
        } catch (RuntimeException e) {
            asker.failed(e);
            return;
        }
        asker.done(answer);
    }

    @SuppressWarnings("unchecked") // requests are made by operation name
    private <I extends SdkPojo, O extends SdkPojo> void submit(
            Command<I, O> command, SdkPojo request, Asker asker) {
        I input = (I) request;
        String entity;
        try {
            entity = command.entity(input, asker.caller());
            if (!command.open(input)) {
                reach.check(entity, asker.caller());
            }
        } catch (RuntimeException e) {
            asker.failed(e);
            return;
        }
        engine.submit(entity, new CommandCall<>(command, input, asker));
    }

    @SuppressWarnings("unchecked") // requests are made by operation name
    private <I extends SdkPojo, P, O extends SdkPojo> void survey(
            Survey<I, P, O> survey, SdkPojo request, Asker asker) {
        try {
            String entity = survey.entity((I) request, asker.caller());
            if (entity != null) {
                reach.check(entity, asker.caller());
            }
        } catch (RuntimeException e) {
            asker.failed(e);
            return;
        }
        SurveyCalls<I, P, O> calls =
                new SurveyCalls<>(survey, (I) request, asker, engine.partitions().size());
        engine.partitions().forEach(partition -> calls.ask(partition));
    }

    @SuppressWarnings("unchecked") // requests are made by operation name
    private <I extends SdkPojo, O extends SdkPojo> void relay(
            Relay<I, O> relay, SdkPojo request, Asker asker) {
        Relay.Course<I, O> course;
        try {
            reach.check(relay.entity((I) request, asker.caller()), asker.caller());
            course = relay.course(engine, (I) request, asker.caller());
        } catch (RuntimeException e) {
            asker.failed(e);
            return;
        }
        switch (course) {
            case Relay.Course.Inside<I, O>(Command<I, O> command) ->
                    submit(command, request, asker);
            case Relay.Course.Outside<I, O>(CompletionStage<O> answer) ->
                    await(answer, asker, asker::done);
            case Relay.Course.Streamed<I, O>(CompletionStage<Relay.Stream<O>> answer) ->
                    await(answer, asker, stream -> asker.begun(stream.response(), stream.events()));
        }
    }

    private static <T> void await(CompletionStage<T> answer, Asker asker, Consumer<T> answered) {
        answer.whenCompleteAsync(
                (value, error) -> {
                    if (error == null) {
                        answered.accept(value);
                    } else {
                        asker.failed(
                                error instanceof CompletionException wrapped
                                                && wrapped.getCause() != null
                                        ? wrapped.getCause()
                                        : error);
                    }
                },
                asker.lane());
    }

    /** A call that is made for somebody who asks. */
    abstract static class AskedCall<O> implements Call<O> {
        private final Asker asker;

        AskedCall(Asker asker) {
            this.asker = asker;
        }

        @Override
        public final boolean cancelled() {
            return asker.cancelled();
        }

        @Override
        public final Executor lane() {
            return asker.lane();
        }

        @Override
        public final int bytes() {
            return asker.bytes();
        }
    }

    private static final class CommandCall<I extends SdkPojo, O extends SdkPojo>
            extends AskedCall<O> {
        private final Command<I, O> command;
        private final I request;
        private final Asker asker;

        CommandCall(Command<I, O> command, I request, Asker asker) {
            super(asker);
            this.command = command;
            this.request = request;
            this.asker = asker;
        }

        @Override
        public Outcome<O> run(Tx tx) {
            return command.handle(tx, request, asker.caller());
        }

        @Override
        public void done(O value) {
            asker.done(value);
        }

        @Override
        public void failed(Throwable error) {
            asker.failed(error);
        }
    }
}
