package dev.antiphon.engine;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which partition owns an entity: CRC-32C of its address, modulo the number of partitions. The
 * function is part of the format on disk, since every row's key begins with its partition.
 */
public final class Router {
    private final int partitions;

    Router(int partitions) {
        this.partitions = partitions;
    }

    public int partitions() {
        return partitions;
    }

    /**
     * @param address the ARN of the entity
     */
    public int partitionOf(String address) {
        CRC32C crc = new CRC32C();
        crc.update(address.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }
}
