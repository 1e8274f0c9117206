package dev.antiphon.states.machine;

import dev.antiphon.api.Arn;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.TracingConfiguration;

/** What may be said of a machine besides its definition, and what it is where nothing is said. */
final class Configurations {
    static final EncryptionConfiguration OWNED_KEY =
            EncryptionConfiguration.builder().type(EncryptionType.AWS_OWNED_KEY).build();

    private static final int DEFAULT_REUSE_SECONDS = 300;
    private static final String ACCOUNT = "\\d{12}";

    private Configurations() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidArn
     */
    static void checkRole(String role) {
        try {
            Arn arn = Arn.parse(role);
            if (arn.service().equals("iam")
                    && arn.account().matches(ACCOUNT)
                    && arn.resource().startsWith("role/")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Answered below like the ARN of something else.
        }
        throw StatesErrors.invalidRole(role);
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidLoggingConfiguration
     */
    static LoggingConfiguration logging(@Nullable LoggingConfiguration said) {
        LoggingConfiguration.Builder logging =
                said == null ? LoggingConfiguration.builder() : said.toBuilder();
        if (said == null || said.level() == null) {
            logging.level(LogLevel.OFF);
        }
        if (said == null || said.includeExecutionData() == null) {
            logging.includeExecutionData(false);
        }
        LoggingConfiguration whole = logging.build();
        int destinations = whole.destinations().size();
        if (destinations > 1 || (destinations == 0 && whole.level() != LogLevel.OFF)) {
            throw StatesErrors.invalidLogging("Must specify exactly one Log Destination.");
        }
        if (!whole.destinations().stream().allMatch(Configurations::isLogGroup)) {
            throw StatesErrors.invalidLogging("Log Destination not found.");
        }
        return whole;
    }

    private static boolean isLogGroup(LogDestination destination) {
        if (destination.cloudWatchLogsLogGroup() == null
                || destination.cloudWatchLogsLogGroup().logGroupArn() == null) {
            return false;
        }
        try {
            Arn arn = Arn.parse(destination.cloudWatchLogsLogGroup().logGroupArn());
            return arn.service().equals("logs")
                    && arn.resource().startsWith("log-group:")
                    && arn.resource().endsWith(":*");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static TracingConfiguration tracing(@Nullable TracingConfiguration said) {
        return said == null || said.enabled() == null
                ? TracingConfiguration.builder().enabled(false).build()
                : said;
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidEncryptionConfiguration
     */
    static @Nullable EncryptionConfiguration encryption(@Nullable EncryptionConfiguration said) {
        if (said == null) {
            return null;
        }
        if (said.type() != EncryptionType.CUSTOMER_MANAGED_KMS_KEY) {
            if (said.kmsKeyId() != null || said.kmsDataKeyReusePeriodSeconds() != null) {
                throw StatesErrors.invalidEncryption(
                        "kmsKeyId and kmsDataKeyReusePeriodSeconds are only for customer managed"
                                + " keys");
            }
            return said;
        }
        if (said.kmsKeyId() == null) {
            throw StatesErrors.invalidEncryption(
                    "kmsKeyId must be specified for a customer managed key");
        }
        return said.kmsDataKeyReusePeriodSeconds() != null
                ? said
                : said.toBuilder().kmsDataKeyReusePeriodSeconds(DEFAULT_REUSE_SECONDS).build();
    }
}
