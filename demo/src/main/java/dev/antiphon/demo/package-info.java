/**
 * The order business that {@code ./antiphon demo} runs: it deploys {@code
 * examples/order-middleware} on the server by the public APIs of AWS through the official SDK, and
 * plays all who deal with it. It imports no other module of ours and none imports it, so all that
 * it does can be done by anyone's application, against AWS too.
 *
 * <p>Start reading at {@link dev.antiphon.demo.Business}, which shows the way of an order. {@link
 * dev.antiphon.demo.Premises} is what there is on the server. Around it are {@link
 * dev.antiphon.demo.Partner}, the {@link dev.antiphon.demo.Neighbours} whom it calls by HTTP
 * ({@link dev.antiphon.demo.PointOfSale}, {@link dev.antiphon.demo.CourierDesk} …), those who have
 * subscribed to its events ({@link dev.antiphon.demo.Fulfilment}, {@link
 * dev.antiphon.demo.Analytics} …), and the {@link dev.antiphon.demo.Operator}. {@link
 * dev.antiphon.demo.Ledger} remembers what they saw, {@link dev.antiphon.demo.Deliveries} watches
 * whether the queues keep their promises, and {@link dev.antiphon.demo.Reconciliation} judges at
 * the end.
 */
@NullMarked
package dev.antiphon.demo;

import org.jspecify.annotations.NullMarked;
