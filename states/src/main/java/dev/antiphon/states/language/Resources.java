package dev.antiphon.states.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a task, a reader or a writer may name. A definition may use every integration
 * that AWS has, whether or not this server has the service: a machine that was written for AWS can
 * be made here, and a task that nothing here can do fails when it runs.
 */
final class Resources {
    private static final Pattern LAMBDA =
            Pattern.compile(
                    "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:"
                            + "[A-Za-z0-9_-]+(:(\\$LATEST(\\.PUBLISHED)?|[A-Za-z0-9_-]+))?");
    private static final Pattern ACTIVITY =
            Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:activity:.{1,80}");
    private static final Pattern INTEGRATION =
            Pattern.compile(
                    "arn:aws[a-z-]*:states:[a-z0-9-]*:\\d*:"
                            + "(?<service>[a-z0-9-]+):(?<action>[A-Za-z0-9]+)"
                            + "(\\.(?<pattern>sync|sync:2|waitForTaskToken))?");
    private static final Pattern SDK =
            Pattern.compile(
                    "arn:aws[a-z-]*:states:[a-z0-9-]*:\\d*:aws-sdk:"
                            + "(?<service>[a-z0-9]+):(?<action>[a-z][A-Za-z0-9]*)"
                            + "(\\.(?<pattern>waitForTaskToken))?");

    private Resources() {}

    /** Reports a resource that no task can have, or none of a machine of this type. */
    static void check(String resource, WorkflowType type, String location, Findings findings) {
        if (LAMBDA.matcher(resource).matches()) {
            return;
        }
        boolean express = type == WorkflowType.EXPRESS;
        if (ACTIVITY.matcher(resource).matches()) {
            if (express) {
                findings.schema("Express state machine does not support Activity ARN", location);
            }
            return;
        }
        Matcher call = INTEGRATION.matcher(resource);
        Matcher sdk = SDK.matcher(resource);
        @Nullable String pattern;
        if (sdk.matches()) {
            pattern = sdk.group("pattern");
        } else if (call.matches()
                && Integrations.has(
                        call.group("service"), call.group("action"), call.group("pattern"))) {
            pattern = call.group("pattern");
        } else {
            notRecognized(resource, location, findings);
            return;
        }
        if (express && pattern != null) {
            // The two blanks are AWS's.
            findings.schema(
                    pattern.equals("waitForTaskToken")
                            ? "Express state machine does not support '.waitForTaskToken' service"
                                    + " integration "
                            : "Express state machine does not support '.sync' service integration",
                    location);
        }
    }

    /** What an ItemReader may read from. */
    static void checkReader(String resource, String location, Findings findings) {
        if (!isS3(resource, "getObject") && !isS3(resource, "listObjectsV2")) {
            notRecognized(resource, location, findings);
        }
    }

    /** What a ResultWriter may write to. */
    static void checkWriter(String resource, String location, Findings findings) {
        if (!isS3(resource, "putObject")) {
            notRecognized(resource, location, findings);
        }
    }

    private static boolean isS3(String resource, String action) {
        Matcher call = INTEGRATION.matcher(resource);
        return call.matches()
                && call.group("service").equals("s3")
                && call.group("action").equals(action)
                && call.group("pattern") == null;
    }

    private static void notRecognized(String resource, String location, Findings findings) {
        findings.schema(
                "The resource provided "
                        + resource
                        + " is not recognized. The value is not a valid resource ARN, or the"
                        + " resource is not available in this region.",
                location);
    }
}
