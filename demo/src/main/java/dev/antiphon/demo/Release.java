package dev.antiphon.demo;

import java.math.BigDecimal;

/** The kitchen's word to the partner that an order is ready and what it costs. */
record Release(String order, String store, String partner, BigDecimal total) {

    static Release of(Order order) {
        return new Release(order.id(), order.store(), order.partner(), order.total());
    }
}
