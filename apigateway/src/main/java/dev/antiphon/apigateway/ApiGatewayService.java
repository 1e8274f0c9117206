package dev.antiphon.apigateway;

import dev.antiphon.apigateway.definition.Definitions;
import dev.antiphon.apigateway.gateway.Gateway;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Amazon API Gateway v2: its operations, what they need of the engine, and its APIs. */
public final class ApiGatewayService implements Service, Ingress {
    private final Definitions definitions = new Definitions();
    private final Gateway gateway;

    /**
     * @param outside makes the calls of integrations and authorizers
     * @param proofs runs what takes its time to compute, and refuses what is too much at once
     */
    public ApiGatewayService(OutsideCalls outside, Executor proofs) {
        this.gateway = new Gateway(outside, proofs);
    }

    @Override
    public String name() {
        return "apigateway";
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return definitions.operations();
    }

    @Override
    public void register(Registry registry) {
        definitions.register(registry);
    }

    @Override
    public boolean takes(Catalogs catalogs, String host) {
        return gateway.takes(catalogs, host);
    }

    @Override
    public CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request) {
        return gateway.answer(catalogs, request);
    }
}
