package dev.antiphon.server;

import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.Trace;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EffectPerformer;
import dev.antiphon.invoker.Invoker;

/** Who does what handlers ask for after the commit. */
record Effects(Invoker invoker, Trail trail, Metrics metrics) implements EffectPerformer {
    @Override
    public void perform(Effect effect) {
        switch (effect) {
            case Trace step -> trail.add(step);
            case Finding finding -> metrics.found(finding);
            case OutsideAttempt attempt -> invoker.perform(attempt);
            case BatchCall batch -> invoker.perform(batch);
            default ->
                    throw new IllegalArgumentException(
                            "nobody performs a " + effect.getClass().getName());
        }
    }
}
