package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.service.Operation;
import java.util.List;

/** Invocations of functions, at once or later: the operations. */
public final class Invocations {
    private final OutsideCalls outside;

    public Invocations(OutsideCalls outside) {
        this.outside = outside;
    }

    public List<Operation<?, ?>> operations() {
        return List.of(new Invoke(outside), new InvokeAsync());
    }
}
