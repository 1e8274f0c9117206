package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.OutsideCalls;
import dev.antiphon.delivery.StreamedCalls;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.IngressRequest;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Invocations of functions, at once or later: the operations. */
public final class Invocations {
    private final OutsideCalls outside;
    private final StreamedCalls streams;
    private final UrlIngress urls;

    public Invocations(OutsideCalls outside, StreamedCalls streams) {
        this.outside = outside;
        this.streams = streams;
        this.urls = new UrlIngress(outside, streams);
    }

    public List<Operation<?, ?>> operations() {
        return List.of(new Invoke(outside), new InvokeWithResponseStream(streams));
    }

    public void register(Registry registry) {
        OncePerKey.register(registry);
    }

    /** Whether a host is one that URLs of functions have. */
    public static boolean isUrl(String host) {
        return IngressRequest.label(host, UrlIngress.KIND) != null;
    }

    /** Answers a request to the URL of a function. */
    public CompletionStage<IngressAnswer> url(Catalogs catalogs, IngressRequest request) {
        return urls.answer(catalogs, request);
    }
}
