package dev.antiphon.invoker.function;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder whose files are run as they are now: before an invocation it is looked at whether they
 * have changed. Touched on the event loop only.
 *
 * <p>Looking takes a part of the time and no more: a project of some hundreds of files is looked at
 * every time, one that takes long is not looked at again for several times as long.
 */
final class CodeFolder {
    private static final Logger log = LoggerFactory.getLogger(CodeFolder.class);

    /** For how many times as long as the last look took there is no other. */
    private static final int REST = 10;

    /** Looks that take less are as good as none. */
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Workshop workshop;
    private final String place;
    private final List<LongConsumer> waiting = new ArrayList<>();
    private boolean looking;
    private long print;
    private long looked;
    private long took = Long.MAX_VALUE;

    CodeFolder(Workshop workshop, String place) {
        this.workshop = workshop;
        this.place = place;
    }

    /**
     * @param then is told a number that changes with the files, on the event loop, at once where it
     *     is known; and the last one known where there is none to be had
     */
    void look(LongConsumer then) {
        if (!looking
                && took != Long.MAX_VALUE
                && took > SHORT.toNanos()
                && System.nanoTime() - looked < took * REST) {
            then.accept(print);
            return;
        }
        waiting.add(then);
        if (looking) {
            return;
        }
        looking = true;
        long last = print;
        workshop.inBackground(() -> {
            long begin = System.nanoTime();
            long now = print(last);
            long nanos = System.nanoTime() - begin;
            workshop.onLoop(() -> done(now, nanos));
        });
    }

    private long print(long last) {
        try {
            return workshop.mayRunFrom(Path.of(place))
                    ? Folders.fingerprint(Path.of(place), last)
                    : last;
        } catch (IOException | InvalidPathException e) {
            // Its process will not start, and say why.
            log.debug("{} cannot be looked at", place, e);
            return last;
        }
    }

    private void done(long now, long nanos) {
        looking = false;
        print = now;
        looked = System.nanoTime();
        took = nanos;
        List<LongConsumer> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.accept(now));
    }
}
