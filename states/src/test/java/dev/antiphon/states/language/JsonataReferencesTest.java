package dev.antiphon.states.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonataReferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '@',
            textBlock =
                    """
                    $states.input.name                                       ! []
                    name                                                     ! [name]
                    `a name`.b                                               ! [a name]
                    $states.input.`a name`                                   ! []
                    a + b * $c                                               ! [a, b]
                    a.b.c[d = 1]                                             ! [a]
                    $x[price > 3 and stock in [1, 2]].name                   ! []
                    $x.(a + b)                                               ! []
                    (a; $x.(b))                                              ! [a]
                    $x.{'a': b}                                              ! []
                    {'a': b, c: $d}                                          ! [b, c]
                    $x{category: $sum(price)}                                ! []
                    [a, $x.b]                                                ! [a]
                    [1..n]                                                   ! [n]
                    [1..3]                                                   ! []
                    $sum(a)                                                  ! [a]
                    $x.$sum(a)                                               ! []
                    $x ~> $map(function($v) { $v.a & b })                    ! [b]
                    $map($x, function($v, $i) { $v.a[b = $i] })              ! []
                    function($v)<n:n>{ $v * rate }                           ! [rate]
                    $x^(>price, <name).id                                    ! []
                    $x ~> |items[price < 10]|{'cheap': true, 'n': n}, ['s']| ! []
                    $x@$o.customers[id = $o.customer].name                   ! []
                    $x#$i.{'i': $i, 'name': name}                            ! []
                    $x.lines.{'o': %.id}                                     ! []
                    $x.*.price                                               ! []
                    true and false or null = $x                              ! []
                    $x and y or z in $w                                      ! [y, z]
                    $x ? a : b                                               ! [a, b]
                    'name' & "other"                                         ! []
                    $replace($x, /(a.b)+[/]/i, 'c')                          ! []
                    $x / y / $z                                              ! [y]
                    /* name */ $x                                            ! []
                    $substring(?, 0, n)                                      ! [n]
                    $$                                                       ! [$$]
                    $.a                                                      ! []
                    1.5e3 + 2                                                ! []
                    $x.and.or.in                                             ! []
                    """)
    void names_are_found_where_there_is_no_context(String expression, String names) {
        assertThat(JsonataReferences.atTopLevel(expression)).hasToString(names);
    }
}
