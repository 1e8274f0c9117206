package dev.antiphon.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of plausible orders; the same seed gives the same stream. One partner brings half of the
 * trade, as the large one does everywhere. In every block of forty orders, one is sent twice (a
 * second tap on the button), one asks for what nobody makes, and in every other block one comes in
 * the format that the adapter cannot read yet, and one without a price.
 *
 * <p>{@link Random} because its numbers are fixed by its specification, on every JDK.
 */
final class OrderGenerator {

    private static final int BLOCK = 40;

    /** The second tap comes a few orders after the first. */
    private static final int FARTHEST_REPEAT = 8;

    private record Weighted(String name, int weight) {}

    private record Dish(String name, String price) {}

    private static final List<Weighted> PARTNERS =
            List.of(
                    new Weighted(PartnerFormat.QUICKSPOON, 50),
                    new Weighted(PartnerFormat.VELO, 20),
                    new Weighted("night-heron", 14),
                    new Weighted("green-pedal", 9),
                    new Weighted("corner-run", 5),
                    new Weighted("campus-cart", 2));

    private static final List<Weighted> STORES =
            List.of(
                    new Weighted("berlin-mitte", 14),
                    new Weighted("berlin-wedding", 9),
                    new Weighted("hamburg-altona", 11),
                    new Weighted("koeln-ehrenfeld", 8),
                    new Weighted("leipzig-plagwitz", 6),
                    new Weighted("lisboa-alfama", 9),
                    new Weighted("lyon-croix-rousse", 7),
                    new Weighted("milano-navigli", 10),
                    new Weighted("paris-bastille", 12),
                    new Weighted("praha-vinohrady", 5),
                    new Weighted("wien-neubau", 6),
                    new Weighted("zuerich-wiedikon", 3));

    private static final List<Dish> DISHES =
            List.of(
                    new Dish("Margherita", "9.50"),
                    new Dish("Quattro Formaggi", "12.90"),
                    new Dish("Lahmacun", "7.00"),
                    new Dish("Bánh mì", "8.40"),
                    new Dish("Pad Thai", "11.20"),
                    new Dish("Falafel plate", "9.80"),
                    new Dish("Käsespätzle", "10.90"),
                    new Dish("Ramen", "13.50"),
                    new Dish("Caesar salad", "8.90"),
                    new Dish("Mango lassi", "4.20"),
                    new Dish("Sparkling water", "2.80"),
                    new Dish("Tiramisù", "5.60"));

    private final Random random;

    OrderGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** So many different orders, and among them the ones that come twice. */
    List<Order> orders(int distinct) {
        List<Order> stream = new ArrayList<>();
        int repeats = 0;
        for (int start = 0; start < distinct; start += BLOCK) {
            int size = Math.min(BLOCK, distinct - start);
            int repeated = random.nextInt(BLOCK);
            int distance = 1 + random.nextInt(FARTHEST_REPEAT);
            List<Integer> places = shuffled();
            for (int i = 0; i < size; i++) {
                stream.add(order(start + i, extra(start / BLOCK, places.indexOf(i))));
            }
            if (repeated < size) {
                int first = start + repeats + repeated;
                stream.add(Math.min(stream.size(), first + distance), stream.get(first));
                repeats++;
            }
        }
        return stream;
    }

    private List<Integer> shuffled() {
        List<Integer> places = new ArrayList<>(IntStream.range(0, BLOCK).boxed().toList());
        Collections.shuffle(places, random);
        return places;
    }

    /** What an order of a block has besides, by its place in the shuffled block. */
    private static @Nullable Dish extra(int block, int place) {
        return switch (place) {
            case 0 -> new Dish(Menu.NOT_ON_IT, "48.00");
            case 1 -> block % 2 == 0 ? new Dish(Menu.DINNER, "18.00") : null;
            case 2 -> block % 2 == 0 ? new Dish(Menu.UNPRICED, "0.00") : null;
            default -> null;
        };
    }

    private Order order(int number, @Nullable Dish extra) {
        List<Order.Item> items = new ArrayList<>();
        if (extra != null) {
            items.add(new Order.Item(extra.name(), 1, new BigDecimal(extra.price())));
        }
        int dishes = 1 + random.nextInt(3);
        for (int i = 0; i < dishes; i++) {
            Dish dish = DISHES.get(random.nextInt(DISHES.size()));
            int quantity = random.nextInt(4) == 0 ? 2 : 1;
            items.add(new Order.Item(dish.name(), quantity, new BigDecimal(dish.price())));
        }
        Payment payment = random.nextInt(5) == 0 ? Payment.INVOICE : Payment.CARD;
        String store = pick(STORES);
        String partner = pick(PARTNERS);
        boolean dinner = extra != null && extra.name().equals(Menu.DINNER);
        return new Order(
                "order-%06d".formatted(number + 1),
                store,
                dinner ? PartnerFormat.QUICKSPOON : partner,
                payment,
                items);
    }

    private String pick(List<Weighted> choices) {
        int left = random.nextInt(choices.stream().mapToInt(Weighted::weight).sum());
        for (Weighted choice : choices) {
            left -= choice.weight();
            if (left < 0) {
                return choice.name();
            }
        }
        throw new AssertionError("weights do not add up");
    }
}
