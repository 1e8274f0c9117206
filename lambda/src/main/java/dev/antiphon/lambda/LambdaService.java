package dev.antiphon.lambda;

import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.invocation.Invocations;
import dev.antiphon.lambda.mapping.Mappings;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** AWS Lambda: its operations, the URLs of functions, and what they need of the engine. */
public final class LambdaService implements Service, Ingress {
    private final Functions functions;
    private final Invocations invocations;
    private final Mappings mappings = new Mappings();

    /**
     * @param outside runs functions
     */
    public LambdaService(CodeConfig config, OutsideCalls outside) {
        this.functions = new Functions(config, Map.of());
        this.invocations = new Invocations(outside);
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.of(functions.operations(), invocations.operations(), mappings.operations())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void register(Registry registry) {
        functions.register(registry);
        mappings.register(registry);
    }

    @Override
    public @Nullable CompletionStage<IngressAnswer> answer(
            Catalogs catalogs, IngressRequest request) {
        return invocations.url(catalogs, request);
    }
}
