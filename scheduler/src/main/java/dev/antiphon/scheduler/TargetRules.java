package dev.antiphon.scheduler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.antiphon.api.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * What a target may be
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html). That it exists,
 * or that this server has its service, is not asked: its invocations fail, are tried again, and
 * become dead letters.
 */
final class TargetRules {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FIFO = ".fifo";

    private TargetRules() {}

    /**
     * @throws AwsException ValidationException
     */
    static void check(Target target) {
        TargetKind kind = TargetKind.of(target.arn());
        switch (kind) {
            case NONE -> throw malformedArn();
            case UNIVERSAL -> checkUniversal(target.arn());
            case EVENT_BUS -> require(target.eventBridgeParameters(), "EventBridgeParameters");
            case STREAM -> require(target.kinesisParameters(), "KinesisParameters");
            case ECS_CLUSTER -> require(target.ecsParameters(), "EcsParameters");
            case QUEUE -> {
                if (target.arn().endsWith(FIFO)
                        && (target.sqsParameters() == null
                                || target.sqsParameters().messageGroupId() == null)) {
                    require(null, "SqsParameters.MessageGroupId");
                }
            }
            case CODE_BUILD,
                    CODE_PIPELINE,
                    DELIVERY_STREAM,
                    INSPECTOR,
                    FUNCTION,
                    PIPELINE,
                    TOPIC,
                    STATE_MACHINE -> {}
        }
        checkParameters(target, kind);
        if (kind.takesJson() && target.input() != null) {
            checkJson(target.input());
        }
    }

    private static AwsException malformedArn() {
        return SchedulerErrors.invalid("Provided Arn is not in correct format.");
    }

    private static void checkUniversal(String arn) {
        UniversalTarget target = UniversalTarget.parse(arn);
        if (target == null) {
            throw malformedArn();
        }
        if (target.reads()) {
            throw SchedulerErrors.invalid(
                    "The action "
                            + target.action()
                            + " of the service "
                            + target.service()
                            + " is not supported: read-only actions cannot be invoked.");
        }
    }

    private static void require(@Nullable Object given, String name) {
        if (given == null) {
            throw SchedulerErrors.invalid(name + " must be specified for this target.");
        }
    }

    /** Parameters are for the target that they are named after. */
    private static void checkParameters(Target target, TargetKind kind) {
        refuse(target.sqsParameters(), "SqsParameters", kind, TargetKind.QUEUE);
        refuse(target.eventBridgeParameters(), "EventBridgeParameters", kind, TargetKind.EVENT_BUS);
        refuse(target.kinesisParameters(), "KinesisParameters", kind, TargetKind.STREAM);
        refuse(target.ecsParameters(), "EcsParameters", kind, TargetKind.ECS_CLUSTER);
        refuse(
                target.sageMakerPipelineParameters(),
                "SageMakerPipelineParameters",
                kind,
                TargetKind.PIPELINE);
    }

    private static void refuse(
            @Nullable Object given, String name, TargetKind kind, TargetKind owner) {
        if (given != null && kind != owner) {
            throw SchedulerErrors.invalid(name + " cannot be specified for this target.");
        }
    }

    private static void checkJson(String input) {
        try (JsonParser parser = JSON.createParser(input)) {
            if (parser.nextToken() == null) {
                throw malformedInput("it is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw malformedInput("there is more than one value");
            }
        } catch (JsonProcessingException e) {
            throw malformedInput(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string", e);
        }
    }

    private static AwsException malformedInput(String reason) {
        return SchedulerErrors.invalid("Invalid RequestJson provided. Reason " + reason);
    }
}
