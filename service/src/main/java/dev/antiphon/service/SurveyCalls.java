package dev.antiphon.service;

import dev.antiphon.engine.EngineException;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Partition;
import dev.antiphon.engine.Tx;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A {@link Survey} under way: a call to every partition. The last answer that comes in makes the
 * whole one, the first failure is the whole one's.
 */
final class SurveyCalls<I extends SdkPojo, P, O extends SdkPojo> {
    private final Survey<I, P, O> survey;
    private final I request;
    private final Dispatcher.Asker asker;
    private final int partitions;
    private final SortedMap<Integer, P> parts = new TreeMap<>();
    private boolean failed;

    SurveyCalls(Survey<I, P, O> survey, I request, Dispatcher.Asker asker, int partitions) {
        this.survey = survey;
        this.request = request;
        this.asker = asker;
        this.partitions = partitions;
    }

    void ask(Partition partition) {
        if (!partition.offer(new PartCall(partition.index()))) {
            fail(
                    new EngineException(
                            EngineException.Reason.OVERLOADED, "too many requests are waiting"));
        }
    }

    private void take(int partition, P part) {
        synchronized (this) { // a lane may be several threads
            parts.put(partition, part);
            if (parts.size() < partitions || failed) {
                return;
            }
        }
        O answer;
        try {
            answer = survey.answer(List.copyOf(parts.values()), request, asker.caller());
        } catch (RuntimeException e) {
            asker.failed(e);
            return;
        }
        asker.done(answer);
    }

    private void fail(Throwable error) {
        synchronized (this) {
            if (failed) {
                return;
            }
            failed = true;
        }
        asker.failed(error);
    }

    private final class PartCall extends Dispatcher.AskedCall<P> {
        private final int partition;

        PartCall(int partition) {
            super(asker);
            this.partition = partition;
        }

        @Override
        public Outcome<P> run(Tx tx) {
            return Outcome.reply(survey.part(tx, request, asker.caller()));
        }

        @Override
        public void done(P value) {
            take(partition, value);
        }

        @Override
        public void failed(Throwable error) {
            fail(error);
        }
    }
}
