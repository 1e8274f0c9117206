package dev.antiphon.delivery;

import dev.antiphon.api.Arn;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries of a node, whoever sends them and whatever takes them.
 *
 * <p>A delivery comes through the outbox to the partition that owns its target ({@link #send}).
 * There the {@link TargetType} takes it, and nothing is left of it: a hop inside costs no row of
 * its own and happens exactly once. Where the target is outside, or refuses for now, it becomes two
 * rows, the delivery and its {@link Progress}, and the {@link Backlog} makes one attempt after the
 * other: inside as an operation, outside as an {@link OutsideAttempt} that the invoker performs and
 * whose outcome comes back ({@link #finish}). An attempt under way is marked in the rows, and made
 * again when the partition opens: outside, a delivery happens at least once.
 *
 * <p>It ends by being taken, or with a refusal for good or a policy that is exhausted: then the
 * dead letter goes to its queue in the same commit.
 */
public final class Deliveries implements Part {
    private static final ParcelKind<Delivery> RECEIVER =
            new ParcelKind<>("delivery", Delivery::write, Delivery::read);

    /** What operations of this server answered to attempts. */
    private static final String ANSWERS = "delivery-answer";

    private final Dispatcher.Reach reach;
    private final Map<String, TargetType> types = new LinkedHashMap<>();
    private final ShardKey<Backlog> key = new ShardKey<>("delivery", () -> new Backlog(this));

    /** Across all accounts: for servers that trust everybody. */
    public Deliveries(List<TargetType> types) {
        this(types, Dispatcher.Reach.EVERY_ACCOUNT);
    }

    /**
     * @param types the kinds of targets that there are
     * @param reach whether what one account sends may go to another's targets
     */
    public Deliveries(List<TargetType> types, Dispatcher.Reach reach) {
        this.reach = reach;
        for (TargetType type : types) {
            if (this.types.put(type.service(), type) != null) {
                throw new IllegalArgumentException("two target types of " + type.service());
            }
        }
    }

    /** Stages a delivery. It is attempted for the first time at once, in order with others. */
    public static void send(Tx tx, Delivery delivery) {
        tx.send(RECEIVER, delivery.target(), delivery);
    }

    /**
     * Gives up a delivery that the router itself finds it cannot make, as its target's refusal for
     * good would: nothing is attempted, and the dead letter goes to its queue.
     */
    public static void refuse(Tx tx, Delivery delivery, String code, String message) {
        Progress.Refusal error = new Progress.Refusal(code, message);
        trace(tx, delivery, Progress.first(tx.now()), error, null);
        giveUp(tx, delivery, 1, error, null, null);
    }

    @Override
    public void register(Registry registry) {
        registry.table(DeliveryTables.DELIVERIES);
        registry.table(DeliveryTables.PROGRESS);
        registry.table(ServiceEvents.LISTENING);
        registry.shard(key);
        registry.receiver(RECEIVER, (tx, address, delivery) -> arrive(tx, delivery));
        registry.receiver(Reply.kind(ANSWERS), (tx, target, reply) -> answered(tx, reply));
    }

    @Override
    public List<Gauge> gauges(Tx tx) {
        return List.of(
                new Gauge(
                        "antiphon.deliveries.pending",
                        "Deliveries that wait for an attempt or its outcome",
                        new TreeMap<>(),
                        tx.shard(key).size()));
    }

    private void arrive(Tx tx, Delivery delivery) {
        Progress first = Progress.first(tx.now());
        switch (attempted(tx, delivery, first)) {
            case Attempt.Taken() -> answer(tx, delivery, Answer.taken());
            case Attempt.Refused refused -> {
                switch (refused(tx, delivery, first, refused, null)) {
                    case Verdict.Again(Progress progress) -> keep(tx, delivery, progress);
                    case Verdict.Over(Ending.GivenUp ending) -> tell(tx, delivery, ending);
                }
            }
            case Attempt.Outside(OutsideCall any) -> keep(tx, delivery, first);
            case Attempt.Inside(ServiceCall any) -> keep(tx, delivery, first);
        }
    }

    private static void answer(Tx tx, Delivery delivery, Answer answer) {
        if (delivery.replyTo() != null) {
            delivery.replyTo().send(tx, answer);
        }
    }

    private static void keep(Tx tx, Delivery delivery, Progress progress) {
        long number = tx.ids().next();
        tx.put(DeliveryTables.DELIVERIES, number, delivery);
        tx.put(DeliveryTables.PROGRESS, number, progress);
    }

    private @Nullable TargetType type(String target) {
        int begin = target.startsWith("arn:") ? target.indexOf(':', 4) + 1 : 0;
        int end = target.indexOf(':', begin);
        return end < 0 ? null : types.get(target.substring(begin, end));
    }

    Limits limits(Tx tx, String target) {
        TargetType type = type(target);
        return type == null ? Limits.DEFAULTS : type.limits(tx, target);
    }

    private Attempt attempted(Tx tx, Delivery delivery, Progress progress) {
        TargetType type = type(delivery.target());
        Attempt attempt;
        if (type == null) {
            attempt =
                    Attempt.refused(
                            "UNSUPPORTED_TARGET",
                            "This server has nothing that takes deliveries to "
                                    + delivery.target());
        } else if (!permitted(delivery)) {
            attempt =
                    Attempt.refused(
                            "NO_PERMISSIONS",
                            "The target " + delivery.target() + " belongs to another account.");
        } else {
            attempt =
                    type.attempt(
                            tx, delivery.ofAttempt(progress.attempts() + 1), progress.attempts());
        }
        if (attempt instanceof Attempt.Taken) {
            trace(tx, delivery, progress, null, null);
        }
        return attempt;
    }

    private boolean permitted(Delivery delivery) {
        if (reach == Dispatcher.Reach.EVERY_ACCOUNT) {
            return true;
        }
        Arn target = Arn.find(delivery.target());
        return target != null
                && reach.covers(Arn.parse(delivery.origin().arn()).account(), target.account());
    }

    /** Makes the next attempt of a delivery that is kept. */
    void attempt(Tx tx, long number) {
        Delivery delivery =
                Check.present(tx.get(DeliveryTables.DELIVERIES, number), "a delivery has its row");
        Progress progress =
                Check.present(tx.get(DeliveryTables.PROGRESS, number), "and its progress");
        if (tx.now().isAfter(delivery.created().plus(delivery.retry().maximumAge()))
                && progress.error() != null) {
            end(
                    tx,
                    number,
                    delivery,
                    giveUp(
                            tx,
                            delivery,
                            progress.attempts(),
                            progress.error(),
                            RetryPolicy.TOO_OLD,
                            null));
            return;
        }
        switch (attempted(tx, delivery, progress)) {
            case Attempt.Taken() -> taken(tx, number, delivery, progress, Answer.taken(), null);
            case Attempt.Refused refused ->
                    followRefusal(tx, number, delivery, progress, refused, null);
            case Attempt.Outside(OutsideCall call) -> {
                long attempt = tx.ids().next();
                tx.put(DeliveryTables.PROGRESS, number, progress.begun(tx.now(), attempt, false));
                tx.perform(new OutsideAttempt(delivery.target(), number, attempt, call));
            }
            case Attempt.Inside(ServiceCall call) -> {
                long attempt = tx.ids().next();
                tx.put(DeliveryTables.PROGRESS, number, progress.begun(tx.now(), attempt, true));
                byte[] correlation = new RowWriter().i64(number).i64(attempt).toBytes();
                ServiceCalls.call(tx, call, new ReplyTo(ANSWERS, delivery.target(), correlation));
            }
        }
    }

    private void answered(Tx tx, Reply reply) {
        RowReader in = new RowReader(reply.correlation());
        finish(tx, in.i64(), in.i64(), outcome(reply.answer()), null);
    }

    private static CallOutcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Response response -> new CallOutcome.Succeeded(response);
            case Answer.Failed(String code, int status, String message) ->
                    new CallOutcome.Failed(
                            code, message, status >= 500 || code.contains("Throttl"), null);
        };
    }

    /** Takes in what came of an attempt outside, on the partition that owns the target. */
    public void finish(Tx tx, OutsideAttempt attempt, CallOutcome outcome) {
        finish(tx, attempt.delivery(), attempt.number(), outcome, attempt.call());
    }

    private void finish(
            Tx tx, long number, long attempt, CallOutcome outcome, @Nullable OutsideCall call) {
        Delivery delivery = tx.get(DeliveryTables.DELIVERIES, number);
        Progress progress = tx.get(DeliveryTables.PROGRESS, number);
        if (delivery == null || progress == null) {
            return; // an earlier attempt, thought lost, has succeeded meanwhile
        }
        switch (outcome) {
            case CallOutcome.Succeeded(Answer answer) -> {
                trace(tx, delivery, progress, null, null);
                Answer known = answer == null ? Answer.taken() : answer;
                taken(tx, number, delivery, progress, known, call);
            }
            case CallOutcome.Failed failed -> {
                if (progress.underWay() == attempt) {
                    followRefusal(
                            tx,
                            number,
                            delivery,
                            progress,
                            new Attempt.Refused(
                                    failed.code(),
                                    failed.message(),
                                    failed.retryable(),
                                    failed.after()),
                            call);
                }
            }
        }
    }

    private void taken(
            Tx tx,
            long number,
            Delivery delivery,
            Progress progress,
            Answer answer,
            @Nullable OutsideCall call) {
        answer(tx, delivery, answer);
        end(tx, number, delivery, new Ending.Taken(progress.attempts() + 1, answer, call));
    }

    private void followRefusal(
            Tx tx,
            long number,
            Delivery delivery,
            Progress progress,
            Attempt.Refused refused,
            @Nullable OutsideCall call) {
        switch (refused(tx, delivery, progress, refused, call)) {
            case Verdict.Again(Progress next) -> tx.put(DeliveryTables.PROGRESS, number, next);
            case Verdict.Over(Ending.GivenUp ending) -> end(tx, number, delivery, ending);
        }
    }

    /** What follows from a refusal. */
    private sealed interface Verdict {
        record Again(Progress progress) implements Verdict {}

        record Over(Ending.GivenUp ending) implements Verdict {}
    }

    private Verdict refused(
            Tx tx,
            Delivery delivery,
            Progress progress,
            Attempt.Refused refused,
            @Nullable OutsideCall call) {
        Progress.Refusal error = new Progress.Refusal(refused.code(), refused.message());
        int attempts = progress.attempts() + 1;
        if (!refused.retryable()) {
            trace(tx, delivery, progress, error, null);
            return new Verdict.Over(giveUp(tx, delivery, attempts, error, null, call));
        }
        TargetType type = type(delivery.target());
        boolean counts = type == null || type.counts(refused);
        RetryPolicy.Next next =
                counts
                        ? delivery.retry()
                                .next(
                                        attempts,
                                        delivery.created(),
                                        tx.now(),
                                        refused.after(),
                                        tx.ids().random())
                        : delivery.retry().later(delivery.created(), tx.now());
        return switch (next) {
            case RetryPolicy.Next.Again(Instant at) -> {
                trace(tx, delivery, progress, error, at);
                yield new Verdict.Again(
                        counts ? progress.refused(at, error) : progress.postponed(at, error));
            }
            case RetryPolicy.Next.Exhausted(String condition) -> {
                trace(tx, delivery, progress, error, null);
                yield new Verdict.Over(giveUp(tx, delivery, attempts, error, condition, call));
            }
        };
    }

    private static Ending.GivenUp giveUp(
            Tx tx,
            Delivery delivery,
            int attempts,
            Progress.Refusal error,
            @Nullable String condition,
            @Nullable OutsideCall call) {
        answer(tx, delivery, new Answer.Failed(error.code(), 0, error.message()));
        Delivery letter = DeadLetter.of(delivery, attempts, error, condition);
        if (letter != null) {
            send(tx, letter);
        }
        return new Ending.GivenUp(attempts, error.code(), error.message(), condition, call);
    }

    private void end(Tx tx, long number, Delivery delivery, Ending ending) {
        remove(tx, number);
        tell(tx, delivery, ending);
    }

    private void tell(Tx tx, Delivery delivery, Ending ending) {
        TargetType type = type(delivery.target());
        if (type != null) {
            type.ended(tx, delivery, ending);
        }
    }

    private static void remove(Tx tx, long number) {
        tx.delete(DeliveryTables.PROGRESS, number);
        tx.delete(DeliveryTables.DELIVERIES, number);
    }

    private static void trace(
            Tx tx,
            Delivery delivery,
            Progress before,
            Progress.@Nullable Refusal error,
            @Nullable Instant next) {
        tx.perform(
                new Trace.Attempted(
                        delivery.cause(),
                        delivery.origin().arn(),
                        delivery.target(),
                        tx.now(),
                        before.attempts() + 1,
                        error == null ? null : error.code() + ": " + error.message(),
                        next));
    }

    /**
     * A delivery that waits for an attempt or its outcome.
     *
     * @param underWay whether an attempt is being made
     * @param next when the next attempt is made, or when the present one began
     */
    public record Pending(
            String target,
            String origin,
            String cause,
            Instant created,
            int attempts,
            boolean underWay,
            Instant next,
            @Nullable String lastError) {}

    /**
     * The deliveries of a partition that wait, the oldest first.
     *
     * @param target of one target only, or null for all
     * @param limit how many at most
     */
    public List<Pending> pending(Tx tx, @Nullable String target, int limit) {
        List<Pending> list = new ArrayList<>();
        try (var rows = tx.scan(DeliveryTables.DELIVERIES, 0L, Long.MAX_VALUE)) {
            while (list.size() < limit && rows.next()) {
                Delivery delivery = rows.value();
                Progress progress = tx.get(DeliveryTables.PROGRESS, rows.key());
                if (progress != null && (target == null || target.equals(delivery.target()))) {
                    list.add(pending(delivery, progress));
                }
            }
        }
        return list;
    }

    private static Pending pending(Delivery delivery, Progress progress) {
        Progress.Refusal error = progress.error();
        return new Pending(
                delivery.target(),
                delivery.origin().arn(),
                delivery.cause(),
                delivery.created(),
                progress.attempts(),
                progress.underWay() != 0,
                progress.due(),
                error == null ? null : error.code() + ": " + error.message());
    }
}
