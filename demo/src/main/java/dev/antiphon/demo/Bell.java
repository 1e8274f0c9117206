package dev.antiphon.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rings when the schedule says that the shop closes, which it should do once and in time. */
final class Bell implements Reader {

    /**
     * Whether the bell rang as it should.
     *
     * @param late null if it did not ring
     */
    record Account(int rings, @Nullable Duration late) {}

    private final Supplier<Instant> clock;
    private final News news;
    private @Nullable Instant closing;
    private @Nullable Duration late;
    private int rings;

    Bell(Supplier<Instant> clock, News news) {
        this.clock = clock;
        this.news = news;
    }

    synchronized void expect(Instant closingTime) {
        closing = closingTime;
    }

    @Override
    public void read(Inbox.Delivery delivery) {
        Instant now = clock.get();
        synchronized (this) {
            if (delivery.finding() == Deliveries.Finding.AGAIN) {
                return; // the same ring once more, since its deletion was not heard
            }
            rings++;
            if (late == null && closing != null) {
                late = Duration.between(closing, now);
            }
        }
        news.tell("The bell rings: the shop closes");
    }

    synchronized boolean hasRung() {
        return rings > 0;
    }

    synchronized Account account() {
        return new Account(rings, late);
    }
}
