package dev.antiphon.scheduler;

import dev.antiphon.api.Arn;

/**
 * What a target's ARN says about how it is invoked: the templated targets that AWS knows, and the
 * universal one
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html).
 */
enum TargetKind {
    CODE_BUILD("codebuild", "project/"),
    CODE_PIPELINE("codepipeline", ""),
    ECS_CLUSTER("ecs", "cluster/"),
    EVENT_BUS("events", "event-bus/"),
    DELIVERY_STREAM("firehose", "deliverystream/"),
    INSPECTOR("inspector", "target/"),
    STREAM("kinesis", "stream/"),
    FUNCTION("lambda", "function:"),
    PIPELINE("sagemaker", "pipeline/"),
    TOPIC("sns", ""),
    QUEUE("sqs", ""),
    STATE_MACHINE("states", "stateMachine:"),
    UNIVERSAL("scheduler", "aws-sdk:"),
    /** Nothing that AWS has a template for. */
    NONE("", "");

    private final String service;
    private final String resource;

    TargetKind(String service, String resource) {
        this.service = service;
        this.resource = resource;
    }

    static TargetKind of(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            return NONE;
        }
        for (TargetKind kind : values()) {
            if (kind.service.equals(arn.service()) && arn.resource().startsWith(kind.resource)) {
                return kind;
            }
        }
        return NONE;
    }

    /** Whether its Input must be JSON. */
    boolean takesJson() {
        return switch (this) {
            case EVENT_BUS, FUNCTION, STATE_MACHINE, UNIVERSAL -> true;
            case CODE_BUILD,
                    CODE_PIPELINE,
                    ECS_CLUSTER,
                    DELIVERY_STREAM,
                    INSPECTOR,
                    STREAM,
                    PIPELINE,
                    TOPIC,
                    QUEUE,
                    NONE ->
                    false;
        };
    }
}
