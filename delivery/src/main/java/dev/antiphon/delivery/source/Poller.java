package dev.antiphon.delivery.source;

import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one source for one consumer: what is gathered, what is under way, and when to go on. All of
 * it is in memory only, since the records themselves come back if it is lost.
 */
final class Poller {
    /** How long it leaves alone what is not there: the source, or whoever is called. */
    private static final Duration ABSENCE = Duration.ofSeconds(5);

    /** After a call for which there was no room; doubled with each that follows. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final int MOST_DOUBLINGS = 6;

    /** A batch is not tried again if its records come back so soon. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);

    /** Records taken in one operation: more would keep the partition from everything else. */
    private static final int MOST_RECORDS = 500;

    private static final Instant AT_ONCE = Instant.EPOCH;

    private Consumer consumer;
    private final Concurrency concurrency;

    /** A batch that is under way. */
    private record Call(int bytes, List<SourceRecord> records) {}

    private final Map<Long, Call> underWay = new HashMap<>();

    private long bytesUnderWay;

    private final List<SourceRecord> gathered = new ArrayList<>();
    private int gatheredBytes;
    private Instant windowEnds = Instant.MAX;

    /** Batches for which there was no room. */
    private final Deque<List<SourceRecord>> repeats = new ArrayDeque<>();

    /** Records that wait for others to come to something. */
    private final Waiting waiting = new Waiting();

    private Instant pausedUntil = Instant.EPOCH;
    private int throttles;

    /** What it waits for. */
    private @Nullable Object listening;

    /** What it was told of and has not looked at yet. */
    private @Nullable Object told;

    private Instant due = AT_ONCE;
    private boolean gone;

    /** Under which time {@link LivePollers} has noted it down. */
    Instant scheduled = Instant.MAX;

    /** Among those of the same time. */
    long turn;

    Poller(Consumer consumer) {
        this.consumer = consumer;
        this.concurrency = new Concurrency(consumer.scaling());
    }

    String id() {
        return consumer.id();
    }

    Consumer consumer() {
        return consumer;
    }

    int underWay() {
        return underWay.size();
    }

    long bytesUnderWay() {
        return bytesUnderWay + waiting.bytes();
    }

    @Nullable Object listening() {
        return listening;
    }

    /** When it wants to {@link #work}, in whole milliseconds from the epoch on. */
    Instant due() {
        return gone ? Instant.MAX : due;
    }

    void redefine(Consumer changed) {
        consumer = changed;
        concurrency.rescale(changed.scaling());
        pausedUntil = Instant.EPOCH;
        waiting.wake();
        due = AT_ONCE;
    }

    void end() {
        gone = true;
    }

    /** Returns whether a call was one of its own. */
    boolean ended(long number) {
        Call call = underWay.remove(number);
        if (call == null) {
            return false;
        }
        bytesUnderWay -= call.bytes();
        waiting.wake();
        due = AT_ONCE; // whatever comes of it, there is room for another one
        return true;
    }

    /** A call has been answered. */
    void called(List<SourceRecord> failed) {
        throttles = 0;
        if (!failed.isEmpty()) {
            waiting.leaveBehind(failed);
            concurrency.failed();
        }
    }

    /**
     * There was no room for a call. It is made again as long as the records are still ours, so that
     * they do not come back and count as received once more.
     */
    void throttled(Tx tx, List<SourceRecord> records) {
        concurrency.throttled();
        repeats.add(records);
        long pause = FIRST_PAUSE.toMillis() << Math.min(throttles++, MOST_DOUBLINGS);
        long jitter = Math.floorMod(tx.ids().random(), pause / 2);
        pausedUntil = tx.now().plusMillis(pause / 2 + jitter);
    }

    /** Returns whether it has use for what it was told. */
    boolean signalled(Object topic) {
        if (!topic.equals(listening)) {
            return false;
        }
        listening = null;
        if (gone || !consumer.reads() || underWay.size() >= concurrency.allowed()) {
            return false;
        }
        told = topic;
        due = AT_ONCE;
        return true;
    }

    /**
     * Does what there is to do now, and says by {@link #due} and {@link #listening} when to go on.
     *
     * @param source null if it is not there
     * @param bytes as many it may take at most, roughly
     */
    void work(Tx tx, @Nullable Source source, int bytes) {
        Object owed = told;
        told = null;
        Shift shift = new Shift(tx, bytes);
        try {
            if (source == null || !consumer.reads()) {
                rest(tx, source);
            } else {
                read(shift, source);
            }
        } catch (RuntimeException e) {
            // What was staged is undone: then nothing of it is under way, and what was gathered
            // comes back by itself.
            shift.begun.forEach(this::ended);
            clearGathered();
            waiting.clear();
            due = tx.now().plus(ABSENCE);
            throw e;
        }
        if (owed != null && !shift.received) {
            tx.signal(owed, 1);
        }
    }

    private void rest(Tx tx, @Nullable Source source) {
        if (source != null) {
            source.giveBack(gathered);
            repeats.forEach(source::giveBack);
            source.giveBack(waiting.records());
        }
        clearGathered();
        waiting.clear();
        repeats.clear();
        boolean reads = consumer.reads();
        if (consumer.changing() && (reads || underWay.isEmpty())) {
            consumer.settled(tx);
        }
        due = reads ? tx.now().plus(ABSENCE) : Instant.MAX;
    }

    private void read(Shift shift, Source source) {
        if (consumer.changing()) {
            consumer.settled(shift.tx);
        }
        waiting.refresh(shift.now);
        if (pausedUntil.isAfter(shift.now)) {
            due = pausedUntil;
            return;
        }
        Consumer.Destination destination = consumer.destination(shift.tx);
        if (destination == null) {
            pausedUntil = shift.now.plus(ABSENCE);
            due = pausedUntil;
            return;
        }
        repeat(shift, destination);
        if (gathered.size() >= consumer.batchSize()) {
            handOut(shift, destination); // what is a batch was changed meanwhile
        }
        if (!hasRoom(shift)) {
            // Memory is given back by others, too, and the allowance grows by itself.
            boolean byItself = shift.bytes <= 0 || concurrency.canGrow();
            due = byItself ? shift.now.plus(Concurrency.STEP) : Instant.MAX;
            return;
        }
        int most = most(source);
        List<SourceRecord> released =
                waiting.release(
                        shift.tx, consumer, source.ordered() ? this::groupUnderWay : null, most);
        if (!released.isEmpty()) {
            gather(shift, source, destination, source.renew(released));
            due = AT_ONCE; // receives as an operation of its own
            return;
        }
        Source.Received received = source.receive(most, shift.bytes, !consumer.window().isZero());
        shift.received = true;
        gather(shift, source, destination, received.records());
        if (received.records().size() >= most || received.more()) {
            due = AT_ONCE; // as an operation of its own, which sees that these are taken
        } else {
            concurrency.suffices();
            listening = source.arrivals();
            due = gathered.isEmpty() ? Instant.MAX : windowEnds;
        }
    }

    /** As many records as there is room for. */
    private int most(Source source) {
        int ofThisBatch = consumer.batchSize() - gathered.size();
        if (source.ordered()) {
            return ofThisBatch;
        }
        long ofOthers = (concurrency.allowed() - underWay.size() - 1L) * consumer.batchSize();
        return (int) Math.min(MOST_RECORDS, ofThisBatch + ofOthers);
    }

    private boolean hasRoom(Shift shift) {
        if (shift.bytes <= 0) {
            return false;
        }
        if (underWay.size() < concurrency.allowed()) {
            return true;
        }
        concurrency.fallsShort(shift.now);
        return underWay.size() < concurrency.allowed();
    }

    private void repeat(Shift shift, Consumer.Destination destination) {
        while (!repeats.isEmpty() && hasRoom(shift)) {
            begin(shift, destination, repeats.remove(), LEAST_TIME);
        }
    }

    private void gather(
            Shift shift,
            Source source,
            Consumer.Destination destination,
            List<SourceRecord> records) {
        List<SourceRecord> unwanted = new ArrayList<>(0);
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            if (!consumer.wants(record)) {
                unwanted.add(record);
                continue;
            }
            if (!admitted(shift, record, unwanted)) {
                continue;
            }
            int size = record.json().length + 1;
            if (gatheredBytes + size > consumer.batchBytes()) {
                handOut(shift, destination);
                if (source.ordered()) {
                    source.giveBack(records.subList(i, records.size()));
                    break;
                }
            }
            if (gathered.isEmpty()) {
                windowEnds = shift.now.plus(consumer.window());
            }
            gathered.add(record);
            gatheredBytes += size;
            if (gathered.size() >= consumer.batchSize()) {
                handOut(shift, destination);
            }
        }
        if (!unwanted.isEmpty()) {
            source.done(unwanted);
        }
        if (!windowEnds.isAfter(shift.now)) {
            handOut(shift, destination);
        }
    }

    /**
     * @param done to which it is added if it is done
     */
    private boolean admitted(Shift shift, SourceRecord record, List<SourceRecord> done) {
        if (waiting.holdsBack(record)) {
            waiting.add(record);
            return false;
        }
        if (consumer.leaves(shift.tx, record)) {
            return false;
        }
        return switch (consumer.admit(shift.tx, record)) {
            case HANDED_OUT -> true;
            case DONE -> {
                done.add(record);
                yield false;
            }
            case WAITS -> {
                waiting.add(record);
                yield false;
            }
            case LEFT -> false;
        };
    }

    /** Whether something of its group is with the consumer, or is about to be again. */
    private boolean groupUnderWay(SourceRecord record) {
        return Stream.concat(underWay.values().stream().map(Call::records), repeats.stream())
                .flatMap(List::stream)
                .anyMatch(each -> Objects.equals(each.group(), record.group()));
    }

    private void handOut(Shift shift, Consumer.Destination destination) {
        if (!gathered.isEmpty()) {
            begin(shift, destination, List.copyOf(gathered), Duration.ZERO);
        }
        clearGathered();
    }

    private void clearGathered() {
        gathered.clear();
        gatheredBytes = 0;
        windowEnds = Instant.MAX;
    }

    /**
     * @param least how much time must be left for the records
     */
    private void begin(
            Shift shift,
            Consumer.Destination destination,
            List<SourceRecord> records,
            Duration least) {
        Instant until = shift.now.plus(least);
        List<SourceRecord> held =
                records.stream().filter(record -> record.heldUntil().isAfter(until)).toList();
        if (held.isEmpty()) {
            return;
        }
        Tx tx = shift.tx;
        long number = tx.ids().next();
        tx.perform(new BatchCall(number, consumer, held, destination.call(tx, held)));
        int bytes = held.stream().mapToInt(record -> record.json().length).sum();
        underWay.put(number, new Call(bytes, held));
        bytesUnderWay += bytes;
        shift.begun.add(number);
        concurrency.used(shift.now);
    }

    /** One piece of work. */
    private static final class Shift {
        final Tx tx;
        final Instant now;
        final int bytes;
        final List<Long> begun = new ArrayList<>();
        boolean received;

        Shift(Tx tx, int bytes) {
            this.tx = tx;
            this.now = tx.now();
            this.bytes = bytes;
        }
    }
}
