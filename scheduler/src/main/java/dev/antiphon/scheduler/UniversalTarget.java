package dev.antiphon.scheduler;

import dev.antiphon.api.Arn;
import dev.antiphon.delivery.ServiceCall;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target that is an operation of any service: {@code
 * arn:aws:scheduler:::aws-sdk:service:apiAction}.
 *
 * @param service as the SDKs call it
 * @param action in camel case
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">Using
 *     universal targets</a>
 */
record UniversalTarget(String service, String action) {
    private static final Pattern FORM =
            Pattern.compile(
                    "arn:aws(?:-[a-z]+)*:scheduler:::aws-sdk:([a-z0-9-]+):([A-Za-z][A-Za-z0-9]*)");

    /** The lanes that the calls of one operation are spread over, and with them the partitions. */
    private static final int LANES = 16;

    private static final char LANE = '/';

    /** What only reads cannot be a target. */
    private static final List<String> READING =
            List.of(
                    "get",
                    "describe",
                    "list",
                    "poll",
                    "receive",
                    "search",
                    "scan",
                    "query",
                    "select",
                    "read",
                    "lookup",
                    "discover",
                    "validate",
                    "batchGet",
                    "batchDescribe",
                    "batchRead",
                    "transactGet",
                    "adminGet",
                    "adminList",
                    "testMigration",
                    "retrieve",
                    "testConnection",
                    "translateDocument",
                    "isAuthorized",
                    "invokeModel");

    /** The target that an ARN names, or null where it names none. */
    static @Nullable UniversalTarget parse(String arn) {
        Matcher matcher = FORM.matcher(arn);
        return matcher.matches() ? new UniversalTarget(matcher.group(1), matcher.group(2)) : null;
    }

    boolean reads() {
        String camelCase = action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
        return READING.stream().anyMatch(prefix -> camelCase.startsWith(prefix));
    }

    /** The service as in endpoints. */
    String endpoint() {
        return ServiceCall.endpoint(service);
    }

    /** The operation as in the service's API reference. */
    String operation() {
        return action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
    }

    /**
     * What the deliveries of a schedule to a universal target are addressed to: the ARN, with the
     * account and region that make the call, and a lane. Were it the ARN alone, one partition would
     * have to make all calls of an operation, and one lane would bound them.
     */
    static String address(String arn, ScheduleArn schedule) {
        Arn target = Arn.parse(arn);
        int lane = Math.floorMod(schedule.toString().hashCode(), LANES);
        return new Arn(
                        target.partition(),
                        SchedulerService.NAME,
                        schedule.region(),
                        schedule.account(),
                        target.resource() + LANE + lane)
                .toString();
    }

    /** The target that a delivery is addressed to, or null if it is none. */
    static @Nullable UniversalTarget addressed(Arn address) {
        int lane = address.resource().lastIndexOf(LANE);
        return lane < 0
                ? null
                : parse(
                        new Arn(
                                        address.partition(),
                                        address.service(),
                                        "",
                                        "",
                                        address.resource().substring(0, lane))
                                .toString());
    }
}
