package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * The index of a standard queue. Until a message with a group comes, there is one lane and no
 * {@link FairShare}.
 */
final class StandardIndex extends QueueIndex<Tenant> {
    /** Those of the tenants that are not noisy and have a backlog, the next in turn first. */
    private final Ring<Tenant> quiet = new Ring<>();

    /** All messages without a group. */
    private Tenant shared = new Tenant(MessageGroupKey.NONE);

    private @Nullable FairShare fairShare;

    StandardIndex(Arrivals arrivals) {
        super(arrivals);
    }

    @Override
    Candidates candidates() {
        return fairShare == null ? shared.candidates() : fairShare.candidates();
    }

    /** Groups that have messages here. */
    int tenants() {
        return fairShare == null ? 0 : fairShare.tenants();
    }

    int noisyGroups() {
        return fairShare == null ? 0 : fairShare.noisyTenants();
    }

    /** Messages that can be received or are in flight, but for those of noisy groups. */
    QueueCounts quietCounts() {
        QueueCounts all = counts();
        return fairShare == null
                ? all
                : new QueueCounts(
                        all.visible() - fairShare.noisyBacklog(),
                        all.inFlight() - fairShare.noisyInFlight(),
                        all.delayed());
    }

    @Override
    long firstFresh() {
        long first = shared.fresh.first();
        return fairShare == null ? first : Line.earlier(first, fairShare.firstFresh());
    }

    @Override
    void clear() {
        super.clear();
        quiet.clear();
        shared = new Tenant(MessageGroupKey.NONE);
        if (fairShare != null) {
            fairShare.clear();
        }
    }

    @Override
    Tenant lane(long group, long sent) {
        if (group == MessageGroupKey.NONE) {
            return shared;
        }
        if (fairShare == null) {
            fairShare = new FairShare(quiet);
        }
        Tenant tenant = fairShare.tenant(group);
        tenant.lastSent = Math.max(tenant.lastSent, sent);
        return tenant;
    }

    @Override
    void arrive(long sequence, Tenant tenant) {
        tenant.fresh.append(sequence);
        available(tenant);
    }

    @Override
    void hold(long sequence, Tenant tenant) {
        tenant.delayed++;
    }

    @Override
    void release(long sequence, Tenant tenant) {
        tenant.delayed--;
        arrive(sequence, tenant);
    }

    @Override
    void comeBack(long sequence, Tenant tenant, long after) {
        tenant.inFlight--;
        processed(tenant, after);
        tenant.returned.append(sequence);
        available(tenant);
    }

    @Override
    void takeFresh(long sequence, Tenant tenant) {
        tenant.fresh.remove(sequence);
        tenant.freshNext = false;
        taken(tenant);
    }

    @Override
    void takeReturned(long sequence, Tenant tenant) {
        tenant.returned.remove(sequence);
        tenant.freshNext = true;
        taken(tenant);
    }

    @Override
    void takeDelayed(long sequence, Tenant tenant) {
        tenant.delayed--;
        taken(tenant);
    }

    @Override
    void finish(long sequence, Tenant tenant, long after) {
        tenant.inFlight--;
        processed(tenant, after);
        changed(tenant);
    }

    @Override
    void dropFresh(long sequence) {
        shared.fresh.remove(sequence);
        changed(shared);
    }

    @Override
    void dropReturned(long sequence, Tenant tenant) {
        tenant.returned.remove(sequence);
        changed(tenant);
    }

    @Override
    void dropDelayed(long sequence, Tenant tenant) {
        tenant.delayed--;
        changed(tenant);
    }

    @Override
    void timePassed() {
        if (fairShare != null) {
            fairShare.timePassed(inFlight(), now());
        }
    }

    private void available(Tenant tenant) {
        if (!tenant.noisy && !tenant.inRing()) {
            quiet.append(tenant);
        }
        changed(tenant);
        signalArrival();
    }

    private void taken(Tenant tenant) {
        tenant.inFlight++;
        if (tenant.inRing()) {
            quiet.rotate(tenant);
        }
        changed(tenant);
    }

    private void processed(Tenant tenant, long took) {
        if (fairShare != null) {
            fairShare.processed(tenant, now(), took);
        }
    }

    private void changed(Tenant tenant) {
        if (tenant.inRing() && tenant.backlog() == 0) {
            quiet.remove(tenant);
        }
        if (fairShare != null) {
            fairShare.review(tenant, inFlight(), now());
        }
    }
}
