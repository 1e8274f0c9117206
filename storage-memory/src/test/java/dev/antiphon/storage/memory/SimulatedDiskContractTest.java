package dev.antiphon.storage.memory;

import dev.antiphon.storage.Storage;
import dev.antiphon.storage.contract.DurableStorageContract;
import java.util.SplittableRandom;

/** A disk of which nothing is asked is a durable storage like any other. */
class SimulatedDiskContractTest extends DurableStorageContract {
    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));

    @Override
    protected Storage open() {
        return disk.open();
    }
}
