package dev.antiphon.sts;

import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;

/** STS: its table of operations. */
public final class StsService implements Service {
    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new GetCallerIdentity());
    }

    @Override
    public void register(Registry registry) {
        // It answers from the call itself.
    }
}
