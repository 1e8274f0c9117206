package dev.antiphon.apigateway.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route a request gets. */
class RouteTableTest {
    private static final List<String> PETS =
            List.of(
                    "GET /",
                    "GET /pets/dog/1",
                    "GET /pets/dog/{id}",
                    "GET /pets/{proxy+}",
                    "ANY /pets/{kind}/names",
                    "POST /pets/{kind}",
                    "ANY /shops",
                    "PUT /shops",
                    "ANY /a/{x}/{y}",
                    "ANY /a/{rest+}",
                    "ANY /a/b/{rest+}");

    private static RouteTable table(List<String> keys) {
        return new RouteTable(
                keys.stream()
                        .map(key ->
                                new PreparedRoute(
                                        key, Guard.OPEN, new TokenBucket(1, 1), Backend.NONE))
                        .toList());
    }

    private static String found(RouteTable table, String request) {
        String[] words = request.split(" ");
        RouteTable.Match match = table.match(words[0], words[1]);
        return match == null ? "(none)" : match.route().key() + " " + match.parameters();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /                  | GET / {}
                    POST /                 | (none)
                    GET /pets/dog/1        | GET /pets/dog/1 {}
                    GET /pets/dog/2        | GET /pets/dog/{id} {id=2}
                    GET /pets/cat/1        | GET /pets/{proxy+} {proxy=cat/1}
                    GET /pets/cat          | GET /pets/{proxy+} {proxy=cat}
                    GET /pets              | (none)
                    GET /pets/             | (none)
                    GET /pets/cat/         | GET /pets/{proxy+} {proxy=cat/}
                    GET /pets/cat/names    | ANY /pets/{kind}/names {kind=cat}
                    POST /pets/cat         | POST /pets/{kind} {kind=cat}
                    POST /pets/a%20b%2Fc   | POST /pets/{kind} {kind=a b/c}
                    POST /pets/a+b         | POST /pets/{kind} {kind=a+b}
                    POST /pets/100%        | POST /pets/{kind} {kind=100%}
                    POST /Pets/cat         | (none)
                    PUT /shops             | PUT /shops {}
                    GET /shops             | ANY /shops {}
                    GET /shops/            | (none)
                    GET /a/b/c             | ANY /a/{x}/{y} {x=b, y=c}
                    GET /a/b               | ANY /a/{rest+} {rest=b}
                    GET /a/b/c/d           | ANY /a/b/{rest+} {rest=c/d}
                    GET /a/c/c/d           | ANY /a/{rest+} {rest=c/c/d}
                    """)
    void the_most_specific_route_is_chosen(String request, String route) {
        assertThat(found(table(PETS), request)).isEqualTo(route);
        assertThat(found(table(PETS.reversed()), request)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /pets              | GET /pets {}
                    POST /pets             | $default {}
                    GET /other/things      | $default {}
                    GET /                  | $default {}
                    """)
    void the_default_route_takes_the_rest(String request, String route) {
        assertThat(found(table(List.of("$default", "GET /pets")), request)).isEqualTo(route);
    }
}
