package dev.antiphon.testkit;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Call;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.EngineMeters;
import dev.antiphon.engine.Incidents;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Partition;
import dev.antiphon.engine.Registrations;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.engine.Work;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Part;
import dev.antiphon.service.Service;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.memory.SimulatedDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A whole node, but for the wire: real engine, real services, a simulated disk, virtual time, one
 * thread.
 *
 * <p>{@link #call} runs everything until nothing is left to do; {@link #start} and {@link #work}
 * leave the pace to the caller. Whatever the engine reports as an incident fails the test, unless
 * {@link #expectIncidents} was called.
 */
public final class TestNode {
    /** Who calls unless a test says otherwise. */
    public static final Caller CALLER =
            new Caller(
                    "000000000000",
                    "us-east-1",
                    "test",
                    "http://localhost:4566",
                    "request-1",
                    null);

    private final VirtualClock clock = new VirtualClock();
    private final RandomGenerator random;
    private final SimulatedDisk disk;
    private final List<Part> parts;
    private final List<Service> services;
    private final List<Effect> effects = new ArrayList<>();
    private final Consumer<Registrations> extras;
    private EngineConfig config;
    private final List<String> incidents = new ArrayList<>();
    private boolean incidentsExpected;
    private Storage storage;
    private Engine engine;
    private Dispatcher dispatcher;
    private Caller caller = CALLER;

    public TestNode(
            long seed,
            EngineConfig config,
            List<? extends Part> parts,
            Consumer<Registrations> extras) {
        this.random = new SplittableRandom(seed);
        this.disk = new SimulatedDisk(new SplittableRandom(seed ^ 0x5EED));
        this.parts = List.copyOf(parts);
        this.services =
                parts.stream().filter(Service.class::isInstance).map(Service.class::cast).toList();
        this.extras = extras;
        this.config = config;
        this.storage = disk.open();
        this.engine = newEngine();
        this.dispatcher = new Dispatcher(engine, services, Dispatcher.Reach.EVERY_ACCOUNT);
    }

    /** A node of two partitions with these services, and what they share. */
    public static TestNode of(Part... parts) {
        return new TestNode(1, EngineConfig.forCores(2), List.of(parts), any -> {});
    }

    private Engine newEngine() {
        Registrations registrations = Dispatcher.registrations(parts);
        extras.accept(registrations);
        try {
            Engine opened =
                    new Engine(
                            config,
                            registrations,
                            storage,
                            clock,
                            index -> new SplittableRandom(random.nextLong()),
                            EngineMeters.NONE,
                            new Incidents() {
                                @Override
                                public void contained(String what, Throwable cause) {
                                    incident(what, cause);
                                }

                                @Override
                                public void fatal(String what, Throwable cause) {
                                    incident(what, cause);
                                }
                            });
            opened.attach(effects::add);
            opened.open(Runnable::run);
            return opened;
        } catch (StorageException e) {
            throw new AssertionError("the simulated disk could not be opened", e);
        }
    }

    private void incident(String what, Throwable cause) {
        incidents.add(what + ": " + cause);
        if (!incidentsExpected) {
            throw new AssertionError("incident: " + what, cause);
        }
    }

    /** From here on incidents are gathered rather than thrown. */
    public void expectIncidents() {
        incidentsExpected = true;
    }

    /** What was reported since the beginning. */
    public List<String> incidents() {
        return List.copyOf(incidents);
    }

    /**
     * What handlers asked for to be done outside, since the last time, in order: the test does it,
     * or not.
     */
    public List<Effect> takeEffects() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    public VirtualClock clock() {
        return clock;
    }

    public SimulatedDisk disk() {
        return disk;
    }

    public Engine engine() {
        return engine;
    }

    public <K extends Comparable<? super K>, V> Catalog<K, V> catalog(Table<K, V> table) {
        return engine.catalog(table);
    }

    /** Says who makes the calls that follow. */
    public void callAs(Caller next) {
        caller = next;
    }

    // Calls.

    /**
     * Makes a call by the SDK's request object and runs until nothing is left to do; the call must
     * have ended then.
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    public <O extends SdkPojo> O call(SdkPojo request) {
        Pending<O> pending = start(request);
        runUntilQuiet();
        return pending.value();
    }

    /**
     * Starts a call by the SDK's request object: {@code SendMessageRequest} is for the operation
     * SendMessage.
     */
    @SuppressWarnings({
        "unchecked",
        "TypeParameterUnusedInFormals"
    }) // the caller knows the response type
    public <O extends SdkPojo> Pending<O> start(SdkPojo request) {
        Pending<O> pending = new Pending<>();
        Called called = called(request);
        Caller from = caller;
        dispatcher.dispatch(
                called.service,
                called.operation,
                request,
                new Dispatcher.Asker() {
                    @Override
                    public Caller caller() {
                        return from;
                    }

                    @Override
                    public int bytes() {
                        return 100;
                    }

                    @Override
                    public Executor lane() {
                        return Runnable::run;
                    }

                    @Override
                    public boolean cancelled() {
                        return pending.cancelled();
                    }

                    @Override
                    public void done(SdkPojo response) {
                        pending.done((O) response);
                    }

                    @Override
                    public void begun(SdkPojo response, Flow.Publisher<? extends SdkPojo> events) {
                        pending.begun((O) response, events);
                    }

                    @Override
                    public void failed(Throwable error) {
                        pending.failed(error);
                    }
                });
        return pending;
    }

    private record Called(String service, String operation) {}

    /**
     * By the request's class. The SDK spells some operations otherwise (Sms for SMS), and several
     * services have some alike: then the class's package decides.
     */
    private Called called(SdkPojo request) {
        String type = request.getClass().getSimpleName();
        String name = type.substring(0, type.length() - "Request".length());
        List<Called> all = new ArrayList<>();
        for (Service service : services) {
            for (Operation<?, ?> operation : service.operations()) {
                if (operation.name().equalsIgnoreCase(name)) {
                    all.add(new Called(service.name(), operation.name()));
                }
            }
        }
        String from = request.getClass().getPackageName();
        for (Called each : all) {
            if (all.size() == 1 || from.contains("." + each.service + ".")) {
                return each;
            }
        }
        throw new AssertionError("no service has an operation " + name);
    }

    /** Runs a piece of work on the partition that owns an address. */
    public <O> O run(String address, Work<O> work) {
        Pending<O> pending = startWork(address, work);
        runUntilQuiet();
        return pending.value();
    }

    public <O> Pending<O> startWork(String address, Work<O> work) {
        Pending<O> pending = new Pending<>();
        engine.submit(
                address,
                new Call<O>() {
                    @Override
                    public Outcome<O> run(Tx tx) {
                        return work.run(tx);
                    }

                    @Override
                    public void done(O value) {
                        pending.done(value);
                    }

                    @Override
                    public void failed(Throwable error) {
                        pending.failed(error);
                    }

                    @Override
                    public boolean cancelled() {
                        return pending.cancelled();
                    }

                    @Override
                    public Executor lane() {
                        return Runnable::run;
                    }

                    @Override
                    public int bytes() {
                        return 100;
                    }
                });
        return pending;
    }

    // Time and pace.

    /** Works until there is nothing left to do at the present time. */
    public void runUntilQuiet() {
        for (int round = 0; round < 1_000_000; round++) {
            if (!workOnce()) {
                return;
            }
        }
        throw new AssertionError("the node does not come to rest");
    }

    private boolean workOnce() {
        boolean worked = false;
        for (Partition partition : engine.partitions()) {
            worked |= partition.work();
        }
        worked |= engine.committer().work();
        return worked;
    }

    /**
     * Lets one partition or the committer, chosen by the generator, work once: the order of threads
     * is not ours to choose.
     */
    public boolean work(RandomGenerator chooser) {
        int parts = engine.partitions().size();
        int chosen = chooser.nextInt(parts + 1);
        return chosen == parts ? engine.committer().work() : engine.partition(chosen).work();
    }

    /** Lets time pass; whatever becomes due on the way happens at its time. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        runUntilQuiet();
        for (Instant next = nextWake(); !next.isAfter(end); next = nextWake()) {
            if (next.isAfter(clock.instant())) {
                clock.moveTo(next);
            }
            if (!workOnce() && !nextWake().isAfter(next)) {
                throw new AssertionError("something is due at " + next + " and is not done");
            }
            runUntilQuiet(); // what follows from it, in other partitions too, takes no time
        }
        clock.moveTo(end);
        runUntilQuiet();
    }

    private Instant nextWake() {
        Instant next = engine.committer().nextWake();
        for (Partition partition : engine.partitions()) {
            Instant wake = partition.nextWake();
            next = wake.isBefore(next) ? wake : next;
        }
        return next;
    }

    // Faults.

    /**
     * Ends the process as kill -9 does and starts it again on the same disk. Calls under way are
     * never answered.
     */
    public void killAndRestart() {
        disk.kill();
        restart();
    }

    /** The same, with another configuration. */
    public void killAndRestart(EngineConfig next) {
        config = next;
        killAndRestart();
    }

    /**
     * Takes the machine's power away and starts the node again: what was not synced may be lost.
     */
    public void crashAndRestart() {
        disk.crash();
        restart();
    }

    private void restart() {
        effects.clear(); // whoever would do them is gone too
        disk.heal(); // a node does not start on a disk that takes no writes
        storage = disk.open();
        engine = newEngine();
        dispatcher = new Dispatcher(engine, services, Dispatcher.Reach.EVERY_ACCOUNT);
        runUntilQuiet();
    }
}
