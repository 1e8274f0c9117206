package dev.antiphon.states.execution;

import dev.antiphon.states.language.Retrier;
import java.time.Duration;
import java.util.List;

/**
 * When a failed state is tried again: the first retrier that names the error decides, and counts
 * its own attempts.
 */
final class Retries {
    private Retries() {}

    /** Has the state tried again, if it is to be. */
    static boolean again(Run run, Strand strand, Step step, Failure failure) {
        List<Retrier> retriers = step.retriers();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (retrier.errorEquals().stream().anyMatch(failure::answersTo)) {
                int tried = i < strand.attempts.size() ? strand.attempts.get(i) : 0;
                if (tried >= retrier.maxAttempts()) {
                    return false;
                }
                Duration delay = delay(run, retrier, tried);
                if (run.inspection != null) {
                    run.inspection.retried(i, delay);
                }
                strand.tried(i, retriers.size());
                strand.phase = new Phase.Retrying(run.after(delay), run.nonce());
                return true;
            }
        }
        return false;
    }

    private static Duration delay(Run run, Retrier retrier, int tried) {
        double seconds = retrier.intervalSeconds() * Math.pow(retrier.backoffRate(), tried);
        Long most = retrier.maxDelaySeconds();
        if (most != null) {
            seconds = Math.min(seconds, most);
        }
        long millis = (long) Math.min(seconds * 1_000, 31_622_400_000.0);
        return Duration.ofMillis(
                retrier.fullJitter() && millis > 0
                        ? Math.floorMod(run.surroundings.random(), millis + 1)
                        : millis);
    }
}
