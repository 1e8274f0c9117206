package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EngineThreadTest {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MAX);

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private EngineThread thread() {
        EngineThread thread =
                new EngineThread(
                        "test",
                        InstantSource.system(),
                        this::work,
                        () -> !tasks.isEmpty(),
                        due::get,
                        failures::add);
        thread.start();
        return thread;
    }

    private boolean work() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    @Test
    void no_work_is_slept_over_however_rings_and_sleeps_fall_together() throws Exception {
        EngineThread thread = thread();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch latch = new CountDownLatch(1);
            tasks.add(() -> {
                done.incrementAndGet();
                latch.countDown();
            });
            thread.ring();
            // A lost ring would be mended after the longest sleep; that must not be what helps.
            assertThat(latch.await(400, TimeUnit.MILLISECONDS)).isTrue();
        }

        assertThat(done).hasValue(20_000);
        thread.stopWhen(() -> true);
    }

    @Test
    void it_works_by_itself_when_something_is_due() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Instant wake = Instant.now().plus(Duration.ofMillis(50));
        due.set(wake);
        EngineThread thread =
                new EngineThread(
                        "test",
                        InstantSource.system(),
                        () -> {
                            if (Instant.now().isBefore(due.get())) {
                                return false;
                            }
                            due.set(Instant.MAX);
                            latch.countDown();
                            return true;
                        },
                        () -> false,
                        due::get,
                        failures::add);
        thread.start();

        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Instant.now()).isAfterOrEqualTo(wake);
        thread.stopWhen(() -> true);
    }

    @Test
    void it_ends_only_when_all_work_is_done_and_the_condition_holds() {
        EngineThread thread = thread();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            tasks.add(done::incrementAndGet);
        }
        AtomicInteger asked = new AtomicInteger();

        thread.stopWhen(() -> {
            thread.ring();
            return asked.incrementAndGet() >= 3;
        });

        assertThat(done).hasValue(100);
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_failure_of_the_work_is_reported() {
        EngineThread thread = thread();
        tasks.add(() -> {
            throw new IllegalStateException("broken");
        });
        thread.ring();

        thread.stopWhen(() -> true);

        assertThat(failures).singleElement().asString().contains("broken");
    }
}
