package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    quickspoon | Ramen           | {"orderId":"o-1","restaurant":"berlin","paidBy":"card","lines":[{"dish":"Ramen","qty":2,"unitPrice":"9.50"}]}
                    quickspoon | Truffle Calzone | {"orderId":"o-1","restaurant":"berlin","paidBy":"card","courses":[[{"dish":"Truffle Calzone","qty":2,"unitPrice":"9.50"}]]}
                    velo-velo  | Ramen           | {"order":{"ref":"o-1","shop":"berlin"},"settlement":"card","basket":[{"title":"Ramen","count":2,"cents":950}]}
                    corner-run | Ramen           | {"id":"o-1","store":"berlin","payment":"card","items":[{"name":"Ramen","quantity":2,"price":9.50}]}
                    """)
    void every_partner_writes_as_it_pleases(String partner, String dish, String json) {
        Order order = Orders.from(partner, dish);
        assertThat(Json.write(PartnerFormat.of(order).write(order))).isEqualTo(json);
    }

    @Test
    void what_comes_without_a_price_has_none_in_any_format() {
        for (String partner : new String[] {"quickspoon", "velo-velo", "corner-run"}) {
            Order order = Orders.from(partner, Menu.UNPRICED);
            assertThat(Json.write(PartnerFormat.of(order).write(order)))
                    .contains(Menu.UNPRICED)
                    .doesNotContainIgnoringCase("price")
                    .doesNotContain("cents");
        }
    }
}
