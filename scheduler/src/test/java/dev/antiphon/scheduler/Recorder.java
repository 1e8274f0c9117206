package dev.antiphon.scheduler;

import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind of target that keeps what it is given; where its ARN says busy, it refuses that for now.
 */
final class Recorder implements TargetType {
    private final String service;
    private final List<Delivery> taken = new ArrayList<>();

    Recorder(String service) {
        this.service = service;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        taken.add(delivery);
        return delivery.target().contains("busy")
                ? Attempt.notNow("THROTTLING", "busy")
                : Attempt.taken();
    }

    List<Delivery> taken() {
        return taken;
    }

    /** The bodies of what was given, in order. */
    List<String> bodies() {
        return taken.stream()
                .map(delivery -> new String(delivery.content().body(), StandardCharsets.UTF_8))
                .toList();
    }
}
