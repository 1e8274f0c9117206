package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.delivery.ingress.ProxyAnswer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A function's stream as an answer to HTTP. A function that says so by its content type begins with
 * a prelude: status, headers and cookies in JSON, and eight zeros; all that follows is the body. Of
 * any other function the body is all that it says.
 *
 * <p>The head of the answer is known when the prelude or, without one, the first chunk has come;
 * then the client's demand goes through to the function.
 */
final class UrlStream implements Flow.Subscriber<Part>, Flow.Publisher<byte[]> {
    private static final String WITH_PRELUDE =
            "application/vnd.awslambda.http-integration-response";
    private static final String BYTES = "application/octet-stream";
    private static final int ZEROS = 8;

    /** In bytes: more than headers may take. */
    private static final int LONGEST_PRELUDE = 1 << 20;

    /** How long the body is, and how it is framed, is not for the function to say. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection");

    private final String contentType;
    private final boolean prelude;
    private final CompletableFuture<@Nullable IngressAnswer> head = new CompletableFuture<>();
    private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription source;
    private Flow.@Nullable Subscriber<? super byte[]> client;

    private UrlStream(String contentType) {
        this.prelude = contentType.equalsIgnoreCase(WITH_PRELUDE);
        this.contentType = prelude ? BYTES : contentType;
    }

    /**
     * @return completes when the function has said how to begin; with null if that means nothing,
     *     or it has failed before
     */
    static CompletionStage<@Nullable IngressAnswer> of(StreamedAnswer.Begun answer) {
        UrlStream stream = new UrlStream(answer.contentType());
        answer.parts().subscribe(stream);
        return stream.head;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(Part part) {
        switch (part) {
            case Part.Chunk(byte[] bytes) -> {
                if (client != null) {
                    client.onNext(bytes);
                } else if (prelude) {
                    begin(bytes);
                } else {
                    head.complete(answer(bytes, this));
                }
            }
            case Part.End end -> {
                boolean failed = end.errorCode() != null;
                if (client == null) {
                    // What has begun with a prelude has not come to its end.
                    head.complete(failed || begin.size() > 0 ? null : answer(new byte[0], null));
                } else if (failed) {
                    client.onError(new IllegalStateException("the function failed midway: " + end));
                    client = null;
                }
            }
        }
    }

    private IngressAnswer answer(byte[] body, Flow.@Nullable Publisher<byte[]> rest) {
        return new IngressAnswer(200, List.of(new Header("content-type", contentType)), body, rest);
    }

    /** Looks for the end of the prelude. */
    private void begin(byte[] bytes) {
        int from = Math.max(0, begin.size() - ZEROS + 1);
        begin.writeBytes(bytes);
        byte[] all = begin.toByteArray();
        int end = zeros(all, from);
        if (end >= 0) {
            IngressAnswer told = ProxyAnswer.head(Arrays.copyOf(all, end));
            if (told == null) {
                giveUp();
            } else {
                head.complete(
                        new IngressAnswer(
                                told.status(),
                                told.headers().stream()
                                        .filter(header -> !framing(header.name()))
                                        .toList(),
                                Arrays.copyOfRange(all, end + ZEROS, all.length),
                                this));
            }
        } else if (all.length > LONGEST_PRELUDE) {
            giveUp();
        } else if (source != null) {
            source.request(1);
        }
    }

    private static boolean framing(String header) {
        return FRAMING.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Where eight zeros are in a row, or -1. */
    private static int zeros(byte[] bytes, int from) {
        int row = 0;
        for (int at = from; at < bytes.length; at++) {
            row = bytes[at] == 0 ? row + 1 : 0;
            if (row == ZEROS) {
                return at - ZEROS + 1;
            }
        }
        return -1;
    }

    private void giveUp() {
        if (source != null) {
            source.cancel();
        }
        head.complete(null);
    }

    @Override
    public void onError(Throwable error) {
        if (client != null) {
            client.onError(error);
        } else {
            head.completeExceptionally(error);
        }
    }

    @Override
    public void onComplete() {
        if (client != null) {
            client.onComplete();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
        client = subscriber;
        if (source != null) {
            subscriber.onSubscribe(source);
        }
    }
}
