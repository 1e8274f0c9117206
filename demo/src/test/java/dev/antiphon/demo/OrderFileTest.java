package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileTest {

    private static final String GOOD =
            """
            {"id":"o-1","store":"berlin","partner":"velo","items":[{"name":"Bánh mì","quantity":2,"price":8.40}]}
            """;

    @Test
    void a_line_is_an_order() {
        assertThat(read(GOOD))
                .containsExactly(
                        new Order(
                                "o-1",
                                "berlin",
                                "velo",
                                Payment.CARD,
                                List.of(new Order.Item("Bánh mì", 2, new BigDecimal("8.40")))));
    }

    @Test
    void an_order_may_be_paid_by_invoice() {
        String invoiced = GOOD.replace("\"items\"", "\"payment\":\"invoice\",\"items\"");
        assertThat(read(invoiced)).extracting(Order::payment).containsExactly(Payment.INVOICE);
    }

    @Test
    void empty_lines_do_not_count_and_repeated_orders_do() {
        assertThat(read("\n" + GOOD + "  \n" + GOOD)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    nonsense                                                                     | Unrecognized token 'nonsense'
                    {"id":"o-2"                                                                  | Unexpected end-of-input
                    {"store":"b","partner":"v","items":[]}                                       | "id" must have 1 to 32
                    {"id":"o 2","store":"b","partner":"v","items":[]}                            | "id" must have 1 to 32
                    {"id":"o-2","store":"","partner":"v","items":[]}                             | "store" must have 1 to 32
                    {"id":"o-2","store":"b","partner":"v\u00e9lo","items":[]}                    | "partner" must have 1 to 32
                    {"id":"o-2","store":"b","partner":"v","items":[]}                            | the order has no items
                    {"id":"o-2","store":"b","partner":"v","items":[{"name":" "}]}                | an item has no name
                    {"id":"o-2","store":"b","partner":"v","items":[{"name":"x","price":1}]}      | the quantity of x is not above zero
                    {"id":"o-2","store":"b","partner":"v","items":[{"name":"x","quantity":1}]}   | the price of x is missing
                    {"id":"o-2","store":"b","partner":"v","items":[{"name":"x","quantity":1,"price":1.005}]} | the price of x is not in whole cents
                    {"id":"o-2","store":"b","partner":"v","items":"x"}                           | "items" is not of the right type
                    {"id":"o-2","store":"b","partner":"v","items":[{"quantity":1.5}]}            | "items[0].quantity" is not of the right type
                    {"id":"o-2","store":"b","partner":"v","items":[{"quantity":"1"}]}            | "items[0].quantity" is not of the right type
                    {"id":"o-2","store":"b","partner":"v","payment":"cash"}                      | "payment" is not of the right type
                    {"id":"o-2","tip":1,"store":"b","partner":"v","items":[{"name":"x","quantity":1,"price":1}]}                 | unknown field "tip"
                    ["o-2"]                                                                      | not a JSON object
                    null                                                                         | not a JSON object
                    {"id":"o-1","store":"b","partner":"v","items":[{"name":"x","quantity":1,"price":1}]} | order o-1 came before with other content
                    """)
    void a_bad_line_is_named_by_its_number(String line, String why) {
        assertThatThrownBy(() -> read(GOOD + "\n" + line))
                .isInstanceOf(DemoException.class)
                .hasMessageStartingWith("test.jsonl line 3: ")
                .hasMessageContaining(why);
    }

    @Test
    void a_line_too_long_for_an_event_is_refused() {
        String line = GOOD.replace("Bánh mì", "x".repeat(65536));
        assertThatThrownBy(() -> read(line))
                .hasMessageContaining("line 1: 65")
                .hasMessageContaining("too long");
    }

    @Test
    void a_file_without_orders_is_refused() {
        assertThatThrownBy(() -> read("\n\n")).hasMessage("test.jsonl has no orders");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> OrderFile.read(Path.of("no", "such.jsonl")))
                .hasMessage("There is no file " + Path.of("no", "such.jsonl"));
    }

    @Test
    void the_shipped_file_is_what_the_generator_makes() {
        // Made anew by: ./antiphon demo --rate 50 --for 20s --print-orders > examples/orders.jsonl
        assertThat(OrderFile.shipped()).isEqualTo(new OrderGenerator(1).orders(1000));
    }

    private static List<Order> read(String text) {
        return OrderFile.read(
                "test.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
