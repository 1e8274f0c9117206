package dev.antiphon.demo;

import java.math.BigDecimal;

/** The kitchen's word that an order is ready, what it costs and how it is paid. */
record Release(String order, String store, String partner, BigDecimal total, Payment payment) {

    static Release of(Order order) {
        return new Release(
                order.id(), order.store(), order.partner(), order.total(), order.payment());
    }
}
