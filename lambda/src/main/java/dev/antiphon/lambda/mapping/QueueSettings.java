package dev.antiphon.lambda.mapping;

import dev.antiphon.lambda.function.LambdaErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.ProvisionedPollerConfig;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/**
 * What can be said of how a queue is read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Parameters
 *     for SQS mappings</a>
 */
final class QueueSettings {
    private static final int BATCH_SIZE = 10;

    /** A batch of more has to be gathered. */
    private static final int LARGEST_UNGATHERED = 10;

    private static final int MOST_FILTERS = 10;
    private static final int FEWEST_POLLERS = 2;

    private QueueSettings() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static EventSourceMappingConfiguration of(
            String queue, CreateEventSourceMappingRequest request) {
        if (request.startingPositionAsString() != null
                || request.startingPositionTimestamp() != null) {
            throw LambdaErrors.invalid("StartingPosition is not valid for SQS event sources.");
        }
        refuse("ParallelizationFactor", request.parallelizationFactor());
        refuse("DestinationConfig", request.destinationConfig());
        refuse("MaximumRecordAgeInSeconds", request.maximumRecordAgeInSeconds());
        refuse("BisectBatchOnFunctionError", request.bisectBatchOnFunctionError());
        refuse("MaximumRetryAttempts", request.maximumRetryAttempts());
        refuse("TumblingWindowInSeconds", request.tumblingWindowInSeconds());
        refuse("Topics", request.hasTopics() ? request.topics() : null);
        refuse("Queues", request.hasQueues() ? request.queues() : null);
        refuse(
                "SourceAccessConfigurations",
                request.hasSourceAccessConfigurations()
                        ? request.sourceAccessConfigurations()
                        : null);
        EventSourceMappingConfiguration.Builder settings =
                EventSourceMappingConfiguration.builder()
                        .batchSize(request.batchSize() == null ? BATCH_SIZE : request.batchSize())
                        .maximumBatchingWindowInSeconds(
                                request.maximumBatchingWindowInSeconds() == null
                                        ? 0
                                        : request.maximumBatchingWindowInSeconds())
                        // AWS shows that there are none; the SDK's own list would be left out.
                        .functionResponseTypesWithStrings(
                                List.copyOf(request.functionResponseTypesAsStrings()))
                        .filterCriteria(filters(request.filterCriteria()))
                        .scalingConfig(scaling(request.scalingConfig()))
                        .provisionedPollerConfig(pollers(request.provisionedPollerConfig()))
                        .metricsConfig(request.metricsConfig())
                        .kmsKeyArn(request.kmsKeyArn());
        return checked(queue, settings.build());
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static EventSourceMappingConfiguration changed(
            String queue,
            EventSourceMappingConfiguration before,
            UpdateEventSourceMappingRequest request) {
        refuse("ParallelizationFactor", request.parallelizationFactor());
        refuse("DestinationConfig", request.destinationConfig());
        refuse("MaximumRecordAgeInSeconds", request.maximumRecordAgeInSeconds());
        refuse("BisectBatchOnFunctionError", request.bisectBatchOnFunctionError());
        refuse("MaximumRetryAttempts", request.maximumRetryAttempts());
        refuse("TumblingWindowInSeconds", request.tumblingWindowInSeconds());
        refuse(
                "SourceAccessConfigurations",
                request.hasSourceAccessConfigurations()
                        ? request.sourceAccessConfigurations()
                        : null);
        EventSourceMappingConfiguration.Builder settings = before.toBuilder();
        if (request.batchSize() != null) {
            settings.batchSize(request.batchSize());
        }
        if (request.maximumBatchingWindowInSeconds() != null) {
            settings.maximumBatchingWindowInSeconds(request.maximumBatchingWindowInSeconds());
        }
        if (request.hasFunctionResponseTypes()) {
            settings.functionResponseTypesWithStrings(request.functionResponseTypesAsStrings());
        }
        if (request.filterCriteria() != null) {
            settings.filterCriteria(filters(request.filterCriteria()));
        }
        if (request.scalingConfig() != null) {
            settings.scalingConfig(scaling(request.scalingConfig()));
        }
        if (request.provisionedPollerConfig() != null) {
            settings.provisionedPollerConfig(pollers(request.provisionedPollerConfig()));
        }
        if (request.metricsConfig() != null) {
            settings.metricsConfig(request.metricsConfig());
        }
        if (request.kmsKeyArn() != null) {
            settings.kmsKeyArn(request.kmsKeyArn().isEmpty() ? null : request.kmsKeyArn());
        }
        return checked(queue, settings.build());
    }

    private static EventSourceMappingConfiguration checked(
            String queue, EventSourceMappingConfiguration settings) {
        int window = settings.maximumBatchingWindowInSeconds();
        if (window > 0 && queue.endsWith(".fifo")) {
            throw LambdaErrors.invalid("Batching window is not supported for FIFO queues");
        }
        if (window == 0 && settings.batchSize() > LARGEST_UNGATHERED) {
            throw LambdaErrors.invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size"
                            + " is greater than 10");
        }
        if (settings.scalingConfig() != null && settings.provisionedPollerConfig() != null) {
            throw LambdaErrors.invalid(
                    "MaximumConcurrency and ProvisionedPollerConfig cannot both be set.");
        }
        return settings;
    }

    private static void refuse(String parameter, @Nullable Object value) {
        if (value != null) {
            throw MappingErrors.unsupported(parameter);
        }
    }

    /** An empty one is none. */
    private static @Nullable FilterCriteria filters(@Nullable FilterCriteria criteria) {
        if (criteria == null || criteria.filters().isEmpty()) {
            return null;
        }
        if (criteria.filters().size() > MOST_FILTERS) {
            throw LambdaErrors.invalid(
                    "An event source mapping has at most " + MOST_FILTERS + " filters.");
        }
        List<String> patterns =
                criteria.filters().stream()
                        .map(filter -> filter.pattern() == null ? "" : filter.pattern())
                        .toList();
        if (!RecordFilter.valid(patterns)) {
            throw LambdaErrors.invalid("Invalid filter pattern definition.");
        }
        return criteria;
    }

    /** An empty one is none. */
    private static @Nullable ScalingConfig scaling(@Nullable ScalingConfig config) {
        return config == null || config.maximumConcurrency() == null ? null : config;
    }

    /** An empty one is none. */
    private static @Nullable ProvisionedPollerConfig pollers(
            @Nullable ProvisionedPollerConfig config) {
        if (config == null
                || (config.minimumPollers() == null && config.maximumPollers() == null)) {
            return null;
        }
        ProvisionedPollerConfig complete =
                ProvisionedPollerConfig.builder()
                        .minimumPollers(
                                config.minimumPollers() == null
                                        ? FEWEST_POLLERS
                                        : config.minimumPollers())
                        .maximumPollers(
                                config.maximumPollers() == null ? 200 : config.maximumPollers())
                        .build();
        if (complete.minimumPollers() < FEWEST_POLLERS
                || complete.maximumPollers() < complete.minimumPollers()) {
            throw LambdaErrors.invalid(
                    "MinimumPollers must be at least "
                            + FEWEST_POLLERS
                            + " and not more than MaximumPollers.");
        }
        return complete;
    }
}
