package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a process for every invocation: one that is warm, or a new one, or one that has to be ended
 * for it. Touched on the event loop only.
 *
 * <p>An invocation that finds no free process of its function waits in line for the first one that
 * becomes free, whether that was started for it or has just finished another. As many are started
 * as there are invocations that wait and nobody is on the way for; so a burst of short invocations
 * is worked off by a few processes, while long ones get one each.
 *
 * <p>While the invocations of a version become more ({@link Demand}), processes are started ahead
 * of those that are expected: they take what nobody else wants, and go as others do when they have
 * had nothing to do for long enough.
 */
final class Pool implements FunctionProcess.Owner {
    /** An account's invocations at once, as AWS has it. */
    private static final int ACCOUNT_LIMIT = 1000;

    /**
     * For how long a process that has answered is counted on to be free at once. Longer than it
     * takes to ask for the next invocation, shorter than a start.
     */
    private static final Duration RETURN_LIMIT = Duration.ofMillis(25);

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Processes that start at once take the machine from each other, and from those that run. */
    private static final int MOST_STARTING = Math.max(2 * CORES, 4);

    /** Starts ahead at once: they leave places for those that somebody waits for. */
    private static final int MOST_STARTING_AHEAD = Math.max(MOST_STARTING / 2, 1);

    /**
     * Invocations that take less need not have a process each: whoever is busy is free before long,
     * and more processes than cores would take the time from each other.
     */
    private static final Duration SHORT = Duration.ofMillis(10);

    /** From when on an invocation that has no process at all takes one from another function. */
    private static final Duration STARVED = Duration.ofMillis(250);

    private final FunctionConfig config;
    private final Workshop workshop;

    /** By ARN and revision. */
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Invocations under way and waiting, by function and by account. */
    private final Map<String, Integer> running = new HashMap<>();

    private int processes;
    private int starting;
    private Memory.Room memory = Memory.room();

    /** Room is being made, and it is known for whom. */
    private boolean making;

    private boolean stopping;

    Pool(FunctionConfig config, Workshop workshop) {
        this.config = config;
        this.workshop = workshop;
    }

    /** The processes of one revision of a version of a function, and who waits for them. */
    private static final class Group {
        final String key;
        final FunctionSpec spec;
        final List<FunctionProcess> all = new ArrayList<>();

        /** The last one used first: so the others can be ended when there are too many. */
        final Deque<FunctionProcess> idle = new ArrayDeque<>();

        final Deque<Invocation> waiting = new ArrayDeque<>();

        /** Where its code is run in place, or null. */
        final @Nullable CodeFolder folder;

        long fingerprint;

        /** What an invocation and a start take of late, in nanoseconds; 0 where nobody knows. */
        long runNanos;

        long startNanos;

        /**
         * What an invocation takes where nothing holds it up, in nanoseconds: a busy machine makes
         * all of them longer, and more processes would make it busier still.
         */
        long leastNanos;

        final Demand demand = new Demand(System.nanoTime());

        /** The last process that was started has not come to life: nothing is expected of more. */
        boolean failing;

        /** Whether somebody will look again whether it has to grow. */
        boolean looking;

        Group(String key, FunctionSpec spec, Workshop workshop) {
            this.key = key;
            this.spec = spec;
            String place = spec.code().folder();
            this.folder = place == null ? null : new CodeFolder(workshop, place);
        }

        /** The one that waits longest of those that any process may serve. */
        @Nullable Invocation firstOfMany() {
            return waiting.stream().filter(one -> !one.isAgain()).findFirst().orElse(null);
        }

        /** Takes out the one that waits longest for a process that starts in its own time. */
        @Nullable Invocation takeAgain() {
            Invocation found =
                    waiting.stream().filter(Invocation::isAgain).findFirst().orElse(null);
            if (found != null) {
                waiting.remove(found);
            }
            return found;
        }

        /** Processes that will be free without having been asked. */
        int onTheWay(long now) {
            int count = 0;
            for (FunctionProcess process : all) {
                switch (process.state()) {
                    case STARTING -> count += process.late() ? 0 : 1;
                    case RETURNING -> {
                        if (now - process.since() < RETURN_LIMIT.toNanos()) {
                            count++;
                        }
                    }
                    case IDLE, BUSY, DEAD -> {}
                }
            }
            return count;
        }
    }

    /** Takes an invocation on, or refuses it. */
    void submit(Invocation invocation) {
        if (stopping) {
            invocation.refused(Refusal.STOPPING);
            return;
        }
        FunctionSpec spec = invocation.call().function();
        FunctionArn arn = invocation.function();
        if (spec.reserved() != null && count(arn.function()) >= spec.reserved()) {
            invocation.refused(Refusal.RESERVED);
            return;
        }
        if (count(arn.account()) >= ACCOUNT_LIMIT) {
            invocation.refused(Refusal.ACCOUNT);
            return;
        }
        running.merge(arn.function(), 1, Integer::sum);
        running.merge(arn.account(), 1, Integer::sum);
        String key = key(spec);
        Group group = groups.computeIfAbsent(key, _ -> new Group(key, spec, workshop));
        if (group.folder == null) {
            serve(group, invocation);
        } else {
            group.folder.look(print -> {
                changed(group, print);
                serve(group, invocation);
            });
        }
    }

    /** Ends the processes that have loaded other code than lies in the folder now. */
    private void changed(Group group, long print) {
        if (group.fingerprint != print) {
            group.fingerprint = print;
            for (FunctionProcess process : List.copyOf(group.all)) {
                switch (process.state()) {
                    case IDLE -> process.end();
                    case STARTING -> {
                        if (process.late()) {
                            // Somebody's time runs: it is started for one invocation, and no other.
                            process.retire();
                        } else {
                            process.end();
                        }
                    }
                    case BUSY, RETURNING -> process.retire();
                    case DEAD -> {}
                }
            }
        }
    }

    private void serve(Group known, Invocation invocation) {
        if (stopping) {
            invocation.refused(Refusal.STOPPING);
            over(invocation);
            return;
        }
        // It may have been forgotten while its folder was looked at.
        Group group = groups.computeIfAbsent(known.key, _ -> known);
        group.demand.more(System.nanoTime());
        FunctionProcess process = group.idle.pollFirst();
        if (process != null) {
            process.run(invocation);
        } else {
            group.waiting.addLast(invocation);
            grow(group);
        }
        startAhead(group);
    }

    /** Starts as many processes more as invocations are expected that would wait for one. */
    private void startAhead(Group group) {
        if (group.failing || group.runNanos == 0 || shared(group)) {
            return;
        }
        long now = System.nanoTime();
        int rise = group.demand.rise(now);
        int ready = group.idle.size() + group.onTheWay(now) - group.waiting.size();
        while (ready < rise && startsAhead(group)) {
            start(group);
            ready++;
        }
    }

    /** Whether its processes are enough, one after the other, for many invocations at once. */
    private static boolean shared(Group group) {
        return group.all.size() >= CORES
                && group.leastNanos != 0
                && group.leastNanos < SHORT.toNanos();
    }

    /** Whether there may be one more that nobody waits for. It takes no other one's place. */
    private boolean startsAhead(Group group) {
        Integer reserved = group.spec.reserved();
        return processes < config.functionsProcesses()
                && starting < MOST_STARTING
                && starting - group.waiting.size() < MOST_STARTING_AHEAD
                && (reserved == null || group.all.size() < reserved)
                && memory.has(Measured.most(group.spec))
                && nobodyElseWaits(group);
    }

    private int count(String key) {
        return running.getOrDefault(key, 0);
    }

    /** Starts what is missing, as far as there is room. */
    private void grow(Group group) {
        long now = System.nanoTime();
        while (group.onTheWay(now) < group.waiting.size()
                && starting < MOST_STARTING
                && worthwhile(group, now)
                && room()) {
            start(group);
        }
        if (!group.waiting.isEmpty() && !group.looking) {
            // Those that were counted on may not come.
            group.looking = true;
            workshop.vertx()
                    .setTimer(
                            RETURN_LIMIT.toMillis() + 1,
                            _ -> {
                                group.looking = false;
                                if (!stopping && !group.waiting.isEmpty()) {
                                    grow(group);
                                }
                            });
        }
    }

    /**
     * Whether one more process is of use: to one of many short invocations, and while others wait
     * as well, only if it would do it before those that are there have come to it. That need not be
     * exact: whoever has waited for as long as a start takes gets one.
     */
    private boolean worthwhile(Group group, long now) {
        if (group.all.isEmpty() || (!shared(group) && nobodyElseWaits(group))) {
            return true;
        }
        long wait = group.runNanos * group.waiting.size() / group.all.size();
        return wait > group.startNanos / 2
                || now - group.waiting.getFirst().arrived()
                        > Math.max(group.startNanos, STARVED.toNanos());
    }

    private boolean nobodyElseWaits(Group group) {
        return groups.values().stream()
                .allMatch(other -> other == group || other.waiting.isEmpty());
    }

    private void start(Group group) {
        FunctionProcess process =
                new FunctionProcess(
                        workshop,
                        group.spec,
                        FunctionArn.of(group.spec.arn()),
                        this,
                        group.takeAgain());
        group.all.add(process);
        processes++;
        starting++;
        process.start();
    }

    /** Whether there may be another process, if need be in the place of an idle one. */
    private boolean room() {
        if (processes < config.functionsProcesses()) {
            return true;
        }
        FunctionProcess oldest =
                groups.values().stream()
                        .map(group -> group.idle.peekLast())
                        .filter(process -> process != null)
                        .min(Comparator.comparingLong(FunctionProcess::since))
                        .orElse(null);
        if (oldest == null) {
            return false;
        }
        making = true;
        oldest.end();
        making = false;
        return true;
    }

    private @Nullable Group group(FunctionProcess process) {
        return groups.get(key(process.spec()));
    }

    private static String key(FunctionSpec spec) {
        return spec.arn() + " " + spec.revision();
    }

    @Override
    public void started(FunctionProcess process, long nanos) {
        starting--;
        Group group = group(process);
        if (group != null) {
            group.startNanos = smoothed(group.startNanos, nanos);
            group.failing = false;
        }
        growAll();
        if (group != null) {
            startAhead(group);
        }
    }

    private static long smoothed(long before, long next) {
        return before == 0 ? Math.max(next, 1) : (7 * before + next) / 8;
    }

    /** Follows what is less at once, and what is more slowly. */
    private static long least(long before, long next) {
        return before == 0 || next < before ? Math.max(next, 1) : before + (next - before) / 64;
    }

    @Override
    public void away(FunctionProcess process) {
        Group group = group(process);
        if (group != null) {
            group.idle.remove(process);
        }
    }

    @Override
    public void free(FunctionProcess process) {
        Group group = group(process);
        if (stopping || group == null) {
            process.end();
            return;
        }
        Group starved = starved(group);
        if (starved != null) {
            process.end();
            return;
        }
        Invocation next = group.waiting.pollFirst();
        if (next != null) {
            process.run(next);
        } else {
            group.idle.addFirst(process);
            if (processes >= config.functionsProcesses()) {
                growAll();
            }
        }
    }

    /**
     * Another function whose first invocation waits longer than this one's, and has waited so long
     * that a process is to be ended for it: while there are as many as may be.
     */
    private @Nullable Group starved(Group mine) {
        if (processes < config.functionsProcesses() || mine.waiting.isEmpty()) {
            return null;
        }
        long now = System.nanoTime();
        long own = mine.waiting.getFirst().arrived();
        for (Group group : groups.values()) {
            Invocation first = group.waiting.peekFirst();
            if (first != null
                    && first.arrived() < own
                    && now - first.arrived() > STARVED.toNanos()
                    && group.all.isEmpty()) {
                return group;
            }
        }
        return null;
    }

    @Override
    public void answered(FunctionProcess process, Invocation invocation, long nanos) {
        Group group = group(process);
        if (group != null) {
            group.runNanos = smoothed(group.runNanos, nanos);
            group.leastNanos = least(group.leastNanos, nanos);
        }
        over(invocation);
    }

    private void over(Invocation invocation) {
        Group group = groups.get(key(invocation.call().function()));
        if (group != null) {
            group.demand.less(System.nanoTime());
        }
        less(invocation.function().function());
        less(invocation.function().account());
    }

    private void less(String key) {
        running.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void stillborn(FunctionProcess process, Stillbirth why) {
        Group group = group(process);
        if (group != null) {
            group.failing = true;
        }
        Invocation first = group == null ? null : group.firstOfMany();
        if (group == null || first == null) {
            process.tell(why);
        } else if (why.slow()) {
            // Its end makes room for one more, which is for this invocation.
            process.tell(first, why);
        } else {
            group.waiting.remove(first);
            process.failWithoutStart(first, why);
            over(first);
        }
    }

    @Override
    public void ended(FunctionProcess process, FunctionProcess.State before) {
        processes--;
        if (before == FunctionProcess.State.STARTING) {
            starting--;
        }
        Group group = group(process);
        if (group != null) {
            group.all.remove(process);
            group.idle.remove(process);
            if (group.all.isEmpty() && group.waiting.isEmpty()) {
                groups.remove(group.key);
            }
        }
        if (!stopping && !making) {
            growAll();
        }
    }

    /** Gives room to those that wait: who has no process at all first, then the longest waiting. */
    private void growAll() {
        List<Group> hungry = new ArrayList<>();
        for (Group group : groups.values()) {
            if (!group.waiting.isEmpty()) {
                hungry.add(group);
            }
        }
        hungry.sort(
                Comparator.comparing((Group group) -> !group.all.isEmpty())
                        .thenComparingLong(group -> group.waiting.getFirst().arrived()));
        hungry.forEach(this::grow);
    }

    /** Ends what has been idle for too long, refuses who has waited for too long. */
    void tick() {
        long now = System.nanoTime();
        memory = Memory.room();
        for (Group group : List.copyOf(groups.values())) {
            for (FunctionProcess process : List.copyOf(group.all)) {
                if ((process.state() == FunctionProcess.State.IDLE
                                || process.state() == FunctionProcess.State.RETURNING)
                        && now - process.since() > config.functionsIdle().toNanos()) {
                    process.end();
                } else {
                    process.check();
                }
            }
            // While one starts, its own limit counts.
            while (!group.waiting.isEmpty()
                    && group.onTheWay(now) == 0
                    && now - group.waiting.getFirst().arrived()
                            > config.functionsWait().toNanos()) {
                Invocation late = group.waiting.removeFirst();
                late.refused(Refusal.PROCESSES);
                over(late);
            }
            if (group.all.isEmpty() && group.waiting.isEmpty()) {
                groups.remove(group.key);
            }
        }
        growAll();
        groups.values().forEach(this::startAhead);
    }

    /** Ends all of it. */
    void stop() {
        stopping = true;
        for (Group group : List.copyOf(groups.values())) {
            while (!group.waiting.isEmpty()) {
                Invocation left = group.waiting.removeFirst();
                left.refused(Refusal.STOPPING);
                over(left);
            }
            for (FunctionProcess process : List.copyOf(group.all)) {
                process.stop();
            }
        }
        groups.clear();
    }
}
