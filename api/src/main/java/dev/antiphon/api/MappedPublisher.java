package dev.antiphon.api;

import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What another publisher has to tell, each item made into something else. Has no thread and no room
 * of its own: the demand goes through to the other, and so do the signals.
 */
public final class MappedPublisher<T, R> implements Flow.Publisher<R> {
    private final Flow.Publisher<? extends T> source;
    private final Function<? super T, ? extends R> mapping;

    /**
     * @param mapping if it throws, the subscriber is told so, and the other publisher is cancelled
     */
    public MappedPublisher(
            Flow.Publisher<? extends T> source, Function<? super T, ? extends R> mapping) {
        this.source = source;
        this.mapping = mapping;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super R> subscriber) {
        source.subscribe(new Mapping(subscriber));
    }

    /** Says to a publisher that nobody wants to have what it has. */
    public static void drop(Flow.Publisher<?> unwanted) {
        unwanted.subscribe(new Dropping());
    }

    private final class Mapping implements Flow.Subscriber<T> {
        private final Flow.Subscriber<? super R> subscriber;
        private Flow.@Nullable Subscription subscription;
        private boolean failed;

        Mapping(Flow.Subscriber<? super R> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscribed) {
            subscription = subscribed;
            subscriber.onSubscribe(subscribed);
        }

        @Override
        public void onNext(T item) {
            if (failed) {
                return;
            }
            R mapped;
            try {
                mapped = mapping.apply(item);
            } catch (RuntimeException e) {
                failed = true;
                if (subscription != null) {
                    subscription.cancel();
                }
                subscriber.onError(e);
                return;
            }
            subscriber.onNext(mapped);
        }

        @Override
        public void onError(Throwable error) {
            if (!failed) {
                subscriber.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!failed) {
                subscriber.onComplete();
            }
        }
    }

    private static final class Dropping implements Flow.Subscriber<Object> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(Object item) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
