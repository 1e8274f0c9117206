package dev.antiphon.states.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AWS's optimised integrations, and what a task can wait for with each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html">AWS's
 *     list</a>
 */
final class Integrations {
    /** A line an action: the service, the action, the patterns beside request and response. */
    private static final String TABLE =
            """
            apigateway invoke waitForTaskToken
            athena startQueryExecution sync
            athena stopQueryExecution
            athena getQueryExecution
            athena getQueryResults
            batch submitJob sync
            bedrock invokeModel
            bedrock createModelCustomizationJob sync
            codebuild startBuild sync
            codebuild stopBuild
            codebuild batchDeleteBuilds
            codebuild batchGetReports
            codebuild startBuildBatch sync
            codebuild stopBuildBatch
            codebuild retryBuildBatch sync
            codebuild deleteBuildBatch
            databrew startJobRun sync
            dynamodb getItem
            dynamodb putItem
            dynamodb updateItem
            dynamodb deleteItem
            ecs runTask sync waitForTaskToken
            eks call
            eks runJob sync
            eks createCluster sync
            eks deleteCluster sync
            eks createFargateProfile sync
            eks deleteFargateProfile sync
            eks createNodegroup sync
            eks deleteNodegroup sync
            elasticmapreduce createCluster sync
            elasticmapreduce terminateCluster sync
            elasticmapreduce addStep sync
            elasticmapreduce cancelStep
            elasticmapreduce setClusterTerminationProtection
            elasticmapreduce modifyInstanceFleetByName
            elasticmapreduce modifyInstanceGroupByName
            emr-containers createVirtualCluster
            emr-containers deleteVirtualCluster sync
            emr-containers startJobRun sync
            emr-serverless createApplication sync
            emr-serverless startApplication sync
            emr-serverless stopApplication sync
            emr-serverless deleteApplication sync
            emr-serverless startJobRun sync
            emr-serverless cancelJobRun sync
            events putEvents waitForTaskToken
            glue startJobRun sync
            http invoke
            lambda invoke waitForTaskToken
            mediaconvert createJob sync
            sagemaker createEndpoint
            sagemaker createEndpointConfig
            sagemaker createHyperParameterTuningJob sync
            sagemaker createLabelingJob sync
            sagemaker createModel
            sagemaker createProcessingJob sync
            sagemaker createTrainingJob sync
            sagemaker createTransformJob sync
            sagemaker updateEndpoint
            sns publish waitForTaskToken
            sqs sendMessage waitForTaskToken
            states startExecution sync sync:2 waitForTaskToken
            """;

    private static final Integrations AWS = new Integrations();

    private final Map<String, List<String>> patterns = new LinkedHashMap<>();

    private Integrations() {
        for (String line : TABLE.split("\n")) {
            List<String> words = List.of(line.split(" "));
            patterns.put(words.get(0) + ":" + words.get(1), words.subList(2, words.size()));
        }
    }

    /**
     * @param pattern null for request and response, which every action has
     */
    static boolean has(String service, String action, @Nullable String pattern) {
        List<String> known = AWS.patterns.get(service + ":" + action);
        return known != null && (pattern == null || known.contains(pattern));
    }
}
