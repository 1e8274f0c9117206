package dev.antiphon.sqs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fair queues: who of the tenants of a standard queue is noisy, and whose messages come first.
 *
 * <p>AWS's rule: a tenant is noisy when it holds more than a tenth of the queue's messages in
 * flight and at least 30 of them, or when more than a tenth of the recent processing time went into
 * its messages. Messages of quiet tenants come first; those of noisy ones when no quiet one's
 * waits, the tenant with the fewest in flight first. A noisy tenant is quiet again when its backlog
 * is drained or it has sent nothing for five minutes. A message without a group is a tenant of its
 * own: all of them share one lane, which is never noisy.
 *
 * <p>Quiet tenants are served in turn, one message each. Rejected: the order in which their
 * messages became available. It would need a line over all tenants, and the messages of one that
 * becomes noisy would have to be fished out of it.
 *
 * <p>Processing times say something only when there are some: below 30 messages they are not looked
 * at, as little as the messages in flight are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html">How
 *     fair queues work</a>
 */
final class FairShare {
    private static final int FEWEST_MESSAGES = 30;
    private static final int NOISY_SHARE = 10; // more than one in so many
    private static final long SILENCE = 5 * 60_000;

    private final Ring<Tenant> quiet;
    private final List<Tenant> noisy = new ArrayList<>();
    private final LongMap<Tenant> tenants = new LongMap<>();
    private final ProcessingTime processing = new ProcessingTime();

    /**
     * @param quiet the queue's tenants with a backlog, but for the noisy ones
     */
    FairShare(Ring<Tenant> quiet) {
        this.quiet = quiet;
    }

    Tenant tenant(long group) {
        Tenant tenant = tenants.get(group);
        if (tenant == null) {
            tenant = new Tenant(group);
            tenants.put(group, tenant);
        }
        return tenant;
    }

    int tenants() {
        return tenants.size();
    }

    long firstFresh() {
        long[] first = {Line.NONE};
        tenants.forEach((_, tenant) -> first[0] = Line.earlier(first[0], tenant.fresh.first()));
        return first[0];
    }

    int noisyTenants() {
        return noisy.size();
    }

    long noisyBacklog() {
        long backlog = 0;
        for (Tenant tenant : noisy) {
            backlog += tenant.backlog();
        }
        return backlog;
    }

    int noisyInFlight() {
        int inFlight = 0;
        for (Tenant tenant : noisy) {
            inFlight += tenant.inFlight;
        }
        return inFlight;
    }

    void processed(Tenant tenant, long now, long took) {
        processing.add(now, took);
        tenant.processing.add(now, took);
    }

    /** Looks at a tenant of whom something has changed, and forgets one that has nothing left. */
    void review(Tenant tenant, int queueInFlight, long now) {
        if (tenant.group == MessageGroupKey.NONE) {
            return;
        }
        boolean drained = tenant.backlog() == 0;
        if (tenant.noisy && (drained || silent(tenant, now))) {
            tenant.noisy = false;
            noisy.remove(tenant);
            if (!drained) {
                quiet.append(tenant);
            }
        } else if (!tenant.noisy && !drained && tooMuch(tenant, queueInFlight, now)) {
            tenant.noisy = true;
            noisy.add(tenant);
            quiet.remove(tenant);
        }
        if (tenant.unused()) {
            tenants.remove(tenant.group);
        }
    }

    private boolean tooMuch(Tenant tenant, int queueInFlight, long now) {
        if (silent(tenant, now)) {
            return false;
        }
        if (tenant.inFlight >= FEWEST_MESSAGES
                && (long) tenant.inFlight * NOISY_SHARE > queueInFlight) {
            return true;
        }
        return processing.recentMessages(now) >= FEWEST_MESSAGES
                && tenant.processing.recent(now) * NOISY_SHARE > processing.recent(now);
    }

    private static boolean silent(Tenant tenant, long now) {
        return now - tenant.lastSent >= SILENCE;
    }

    /** Lets those be quiet again who have been silent for long enough. */
    void timePassed(int queueInFlight, long now) {
        for (int i = noisy.size() - 1; i >= 0; i--) {
            review(noisy.get(i), queueInFlight, now);
        }
    }

    void clear() {
        noisy.clear();
        tenants.clear();
    }

    Candidates candidates() {
        return new InTurn();
    }

    private final class InTurn implements Candidates {
        private @Nullable Tenant firstRound = quiet.first();
        private final List<Candidates> laterRounds = new ArrayList<>();
        private int turn;
        private @Nullable List<NoisyTurn> noisyTurns;

        @Override
        public long next() {
            while (firstRound != null) {
                Candidates candidates = firstRound.candidates();
                firstRound = quiet.after(firstRound);
                laterRounds.add(candidates);
                long sequence = candidates.next();
                if (sequence != Line.NONE) {
                    return sequence;
                }
            }
            while (!laterRounds.isEmpty()) {
                if (turn >= laterRounds.size()) {
                    turn = 0;
                }
                long sequence = laterRounds.get(turn).next();
                if (sequence != Line.NONE) {
                    turn++;
                    return sequence;
                }
                laterRounds.remove(turn);
            }
            return nextOfNoisy();
        }

        private long nextOfNoisy() {
            List<NoisyTurn> turns = noisyTurns;
            if (turns == null) {
                turns = new ArrayList<>();
                for (Tenant tenant : noisy) {
                    turns.add(new NoisyTurn(tenant));
                }
                noisyTurns = turns;
            }
            while (!turns.isEmpty()) {
                NoisyTurn least = turns.get(0);
                for (NoisyTurn other : turns) {
                    if (other.inFlight < least.inFlight) {
                        least = other;
                    }
                }
                long sequence = least.candidates.next();
                if (sequence != Line.NONE) {
                    least.inFlight++;
                    return sequence;
                }
                turns.remove(least);
            }
            return Line.NONE;
        }
    }

    private static final class NoisyTurn {
        final Candidates candidates;
        int inFlight;

        NoisyTurn(Tenant tenant) {
            candidates = tenant.candidates();
            inFlight = tenant.inFlight;
        }
    }
}
