package dev.antiphon.apigateway.gateway;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * How often a route may be called
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html): each
 * request takes a token, so many come back each second, and there is only room for so many.
 */
final class TokenBucket {
    /** The limits of an account where a stage says nothing. */
    private static final double USUAL_RATE = 10_000;

    private static final int USUAL_BURST = 5_000;

    private final double rate;
    private final double room;
    private double tokens;
    private @Nullable Instant last;

    TokenBucket(double rate, int burst) {
        this.rate = rate;
        this.room = burst;
        this.tokens = burst;
    }

    static TokenBucket of(Stage stage, String routeKey) {
        RouteSettings own = stage.routeSettings().get(routeKey);
        RouteSettings usual = stage.defaultRouteSettings();
        Double rate = own == null ? null : own.throttlingRateLimit();
        Integer burst = own == null ? null : own.throttlingBurstLimit();
        if (rate == null && usual != null) {
            rate = usual.throttlingRateLimit();
        }
        if (burst == null && usual != null) {
            burst = usual.throttlingBurstLimit();
        }
        return new TokenBucket(
                rate == null ? USUAL_RATE : rate, burst == null ? USUAL_BURST : burst);
    }

    synchronized boolean take(Instant now) {
        if (last == null || last.isBefore(now)) {
            double seconds =
                    last == null ? 0 : Duration.between(last, now).toNanos() / 1_000_000_000.0;
            tokens = Math.min(room, tokens + seconds * rate);
            last = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
