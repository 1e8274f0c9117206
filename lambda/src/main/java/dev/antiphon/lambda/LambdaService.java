package dev.antiphon.lambda;

import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.delivery.source.ConsumerType;
import dev.antiphon.delivery.source.SourceReader;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.invocation.Invocations;
import dev.antiphon.lambda.mapping.MappingTags;
import dev.antiphon.lambda.mapping.Mappings;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** AWS Lambda: its operations, the URLs of functions, and what they need of the engine. */
public final class LambdaService implements Service, Ingress, SourceReader {
    private final Functions functions;
    private final Invocations invocations;
    private final Mappings mappings;

    /**
     * @param outside runs functions
     * @param streams runs them for those who take the answer as it is made
     * @param sources what can be read for them
     */
    public LambdaService(
            CodeConfig config, OutsideCalls outside, StreamedCalls streams, Sources sources) {
        this.functions = new Functions(config, Map.of(Mappings.KIND, new MappingTags()));
        this.invocations = new Invocations(outside, streams);
        this.mappings = new Mappings(sources);
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
    public List<ConsumerType<?, ?>> consumers() {
        return List.of(mappings.consumers());
    }

    @Override
    public void register(Registry registry) {
        functions.register(registry);
        invocations.register(registry);
        mappings.register(registry);
    }

    @Override
    public boolean takes(Catalogs catalogs, String host) {
        return Invocations.isUrl(host);
    }

    @Override
    public CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request) {
        return invocations.url(catalogs, request);
    }
}
