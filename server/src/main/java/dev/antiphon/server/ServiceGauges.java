package dev.antiphon.server;

import dev.antiphon.engine.Call;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Partition;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the services on every partition what there is to see of them. */
final class ServiceGauges {
    /** A partition that is so busy is left out this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final List<Service> services;

    ServiceGauges(Engine engine, List<Service> services) {
        this.engine = engine;
        this.services = services;
    }

    /** The figures of the moment. Waits for the partitions: not for an event loop. */
    List<Gauge> read() {
        List<Reading> readings = new ArrayList<>();
        for (Partition partition : engine.partitions()) {
            Reading reading = new Reading(services);
            if (partition.offer(reading)) {
                readings.add(reading);
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Gauge> gauges = new ArrayList<>();
        for (Reading reading : readings) {
            gauges.addAll(reading.await(deadline - System.nanoTime()));
        }
        return gauges;
    }

    private static final class Reading implements Call<List<Gauge>> {
        private final List<Service> services;
        private final CompletableFuture<List<Gauge>> gauges = new CompletableFuture<>();

        Reading(List<Service> services) {
            this.services = services;
        }

        List<Gauge> await(long nanos) {
            try {
                return gauges.get(nanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                gauges.cancel(false);
                return List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        @Override
        public Outcome<List<Gauge>> run(Tx tx) {
            List<Gauge> read = new ArrayList<>();
            services.forEach(service -> read.addAll(service.gauges(tx)));
            return Outcome.reply(read);
        }

        @Override
        public void done(List<Gauge> value) {
            gauges.complete(value);
        }

        @Override
        public void failed(Throwable error) {
            gauges.completeExceptionally(error);
        }

        @Override
        public boolean cancelled() {
            return gauges.isCancelled();
        }

        @Override
        public Executor lane() {
            return Runnable::run;
        }

        @Override
        public int bytes() {
            return 0;
        }
    }
}
