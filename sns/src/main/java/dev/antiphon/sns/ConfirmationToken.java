package dev.antiphon.sns;

import dev.antiphon.engine.Tx;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What an endpoint confirms a subscription with: as long as AWS's, and as hard to guess. */
final class ConfirmationToken {
    private static final int WORDS = 18;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64,}");

    private ConfirmationToken() {}

    static String next(Tx tx) {
        StringBuilder token = new StringBuilder(WORDS * 16);
        for (int i = 0; i < WORDS; i++) {
            token.append(HexFormat.of().toHexDigits(tx.ids().random()));
        }
        return token.toString();
    }

    static boolean wellFormed(String token) {
        return FORM.matcher(token).matches();
    }
}
