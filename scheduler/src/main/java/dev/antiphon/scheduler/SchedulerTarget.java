package dev.antiphon.scheduler;

import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;

/**
 * Universal targets: a delivery to one becomes a call to the operation that its ARN names, by the
 * account and in the region of the schedule. What the operation changes, it changes once.
 */
public final class SchedulerTarget implements TargetType {
    /** For each of an operation's lanes. */
    private static final Limits LIMITS = new Limits(32, Double.POSITIVE_INFINITY);

    @Override
    public String service() {
        return SchedulerService.NAME;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        Arn address = Arn.parse(delivery.target());
        UniversalTarget target = UniversalTarget.addressed(address);
        // The address is ours alone: a rule that names it would make calls by nobody's leave.
        if (target == null || delivery.origin().kind() != Origin.Kind.SCHEDULE) {
            return Attempt.refused(
                    "INVALID_PARAMETER", address + " names no operation of a service.");
        }
        return new Attempt.Inside(
                new ServiceCall(
                        target.endpoint(),
                        target.operation(),
                        delivery.content().body(),
                        address.account(),
                        address.region(),
                        tx.ids().uuid().toString(),
                        delivery.traceHeader()));
    }

    @Override
    public Limits limits(Tx tx, String target) {
        return LIMITS;
    }
}
