/**
 * The order business that {@code ./antiphon demo} runs: an ordinary application on the public APIs
 * of SQS, SNS, EventBridge, EventBridge Scheduler and Step Functions through the official AWS SDK.
 * It imports no other module of ours and none imports it, so all that it does can be done by
 * anyone's application, against AWS too.
 *
 * <p>Start reading at {@link dev.antiphon.demo.Business}, which hires everybody and shows the way
 * of an order: {@link dev.antiphon.demo.Partner} puts it on the bus, {@link
 * dev.antiphon.demo.Kitchen} cooks it and publishes the release, {@link
 * dev.antiphon.demo.Workflows} has store and driver agree on it, and {@link
 * dev.antiphon.demo.Fulfilment} hands it over. {@link dev.antiphon.demo.Premises} is what there is
 * on the server. {@link dev.antiphon.demo.Ledger} remembers what was seen, {@link
 * dev.antiphon.demo.Deliveries} watches whether the queues keep their promises, and {@link
 * dev.antiphon.demo.Reconciliation} judges at the end.
 */
@NullMarked
package dev.antiphon.demo;

import org.jspecify.annotations.NullMarked;
