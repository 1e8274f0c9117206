package dev.antiphon.invoker.function;

import dev.antiphon.delivery.FunctionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Processes that start at once take the machine from each other, and from those that run. */
    private static final int MOST_STARTING = Math.max(2 * CORES, 4);

    /** Starts ahead at once: they leave places for those that somebody waits for. */
    private static final int MOST_STARTING_AHEAD = Math.max(MOST_STARTING / 2, 1);

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
        if (group.failing || group.runNanos == 0 || group.shares()) {
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
                            Group.RETURN_LIMIT.toMillis() + 1,
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
        if (group.all.isEmpty() || (!group.shares() && nobodyElseWaits(group))) {
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
            group.started(nanos);
        }
        growAll();
        if (group != null) {
            startAhead(group);
        }
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
            group.ran(nanos);
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
