package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.service.Dispatcher.Reach;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageAccessTest {
    private static final HttpRequest REQUEST =
            new HttpRequest("GET", "/", "", List.of(), new byte[0], "http", "127.0.0.1:1");

    @Test
    void a_key_reaches_the_pages_of_its_own_account() {
        PageAccess access =
                new PageAccess(
                        (request, service) ->
                                new Authenticator.Signer("111111111111", "us-east-1", "AKIA"),
                        Reach.OWN_ACCOUNT);
        assertThatCode(() -> access.check(REQUEST, "sns", "111111111111"))
                .doesNotThrowAnyException();
        assertThatCode(() -> access.check(REQUEST, "sns", "")).doesNotThrowAnyException();
        assertThatThrownBy(() -> access.check(REQUEST, "sns", "222222222222"))
                .hasMessageContaining("222222222222");
    }

    @Test
    void everybody_reaches_them_where_nobody_signs() {
        PageAccess access = new PageAccess(Authenticator.ANYONE, Reach.EVERY_ACCOUNT);
        assertThatCode(() -> access.check(REQUEST, "sns", "222222222222"))
                .doesNotThrowAnyException();
    }
}
