/**
 * The contract of a storage as tests. A storage passes {@link
 * dev.antiphon.storage.contract.StorageContract}; one whose rows outlive it passes {@link
 * dev.antiphon.storage.contract.DurableStorageContract} too. Other modules use this package through
 * the test jar.
 */
@NullMarked
package dev.antiphon.storage.contract;

import org.jspecify.annotations.NullMarked;
