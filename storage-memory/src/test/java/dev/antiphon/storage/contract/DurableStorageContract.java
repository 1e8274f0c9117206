package dev.antiphon.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage.Sync;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a storage does whose rows outlive it. */
public abstract class DurableStorageContract extends StorageContract {
    @Test
    void rows_are_there_when_it_is_opened_again() throws Exception {
        write(
                put(Family.STATE, "state", "1"),
                put(Family.LOG, "log", "2"),
                put(Family.QUEUE, "queue", "3"));
        storage.write(List.of(batch(put(Family.LOG, "journaled", "4"))), Sync.JOURNALED);

        reopen();

        assertThat(rows(Family.STATE)).containsExactly("state=1");
        assertThat(rows(Family.LOG)).containsExactly("journaled=4", "log=2");
        assertThat(rows(Family.QUEUE)).containsExactly("queue=3");
    }

    @Test
    void what_was_deleted_does_not_come_back_when_it_is_opened_again() throws Exception {
        write(put(Family.LOG, "a", "1"), put(Family.LOG, "b", "2"), put(Family.LOG, "c", "3"));
        reopen();
        write(delete(Family.LOG, "a"), deleteRange(Family.LOG, "b", "c"));
        reopen();
        assertThat(rows(Family.LOG)).containsExactly("c=3");

        write(put(Family.LOG, "a", "4"));
        reopen();
        reopen();
        assertThat(rows(Family.LOG)).containsExactly("a=4", "c=3");
    }

    @Test
    void random_changes_leave_the_same_rows_as_in_a_sorted_map_however_often_it_is_opened_again()
            throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        ModelRows model = new ModelRows();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 5; i++) {
                storage.write(
                        model.randomBatches(random, storage),
                        random.nextBoolean() ? Sync.DURABLE : Sync.JOURNALED);
            }
            reopen();
            model.check(random, storage, "round " + round);
        }
    }

    protected final void reopen() throws Exception {
        storage.close();
        storage = open();
    }
}
