package dev.antiphon.apigateway.gateway;

import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.ingress.CorsRules;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers the requests to APIs. */
public final class Gateway {
    private static final int LARGEST_BODY = 10 << 20;

    private final PreparedStages stages;

    /**
     * @param proofs runs what takes its time to compute, and refuses what is too much at once
     */
    public Gateway(OutsideCalls outside, Executor proofs) {
        this.stages = new PreparedStages(outside, proofs);
    }

    /** Whether a host is that of an API, or a domain name that leads to APIs. */
    public boolean takes(Catalogs catalogs, String host) {
        return Address.isTaken(catalogs, host);
    }

    public CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request) {
        return switch (Address.find(catalogs, request)) {
            case Address.Nowhere nowhere -> done(finished(Answers.NOT_FOUND, null, request));
            case Address.OfStage address -> {
                PreparedStage stage = stages.of(address);
                yield answer(stage, address, request)
                        .thenApply(answer -> finished(answer, stage.cors(), request));
            }
        };
    }

    private static CompletionStage<IngressAnswer> answer(
            PreparedStage stage, Address.OfStage address, IngressRequest request) {
        if (stage.cors() != null && CorsRules.preflight(request)) {
            return done(Answers.EMPTY);
        }
        if (request.body().length > LARGEST_BODY) {
            return done(Answers.TOO_LARGE);
        }
        RouteTable.Match match = stage.routes().match(request.method(), address.path());
        if (match == null) {
            return done(Answers.NOT_FOUND);
        }
        PreparedRoute route = match.route();
        if (!route.bucket().take(request.time())) {
            return done(Answers.TOO_MANY_REQUESTS);
        }
        Exchange exchange = Exchange.of(request, stage, address, match);
        return route.guard()
                .check(exchange)
                .thenCompose(verdict ->
                        switch (verdict) {
                            case Verdict.Allowed(Identity identity) ->
                                    route.backend().call(exchange.as(identity));
                            case Verdict.Refused(IngressAnswer answer) -> done(answer);
                        });
    }

    /** With what every answer has. What CORS says is the gateway's business if it has rules. */
    private static IngressAnswer finished(
            IngressAnswer answer, @Nullable CorsRules cors, IngressRequest request) {
        List<Header> headers = new ArrayList<>();
        for (Header header : answer.headers()) {
            if (cors == null || !CorsRules.decides(header.name())) {
                headers.add(header);
            }
        }
        if (cors != null) {
            headers.addAll(cors.headers(request));
        }
        headers.add(new Header("apigw-requestid", request.requestId()));
        return new IngressAnswer(answer.status(), headers, answer.body());
    }

    static CompletionStage<IngressAnswer> done(IngressAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
