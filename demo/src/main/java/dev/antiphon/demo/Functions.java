package dev.antiphon.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.State;

/** The functions of the middleware, each of which is a folder of the example. */
final class Functions {

    /** What they are. */
    enum Name {
        ADAPTER("adapter", "nodejs22.x", "index.handler"),
        VALIDATION("validation", "python3.13", "validation.handler"),
        AUTHORIZER("authorizer", "nodejs22.x", "index.handler"),
        CALLBACK("callback", "python3.13", "callback.handler"),
        INVOICING("invoicing", "java21", "orders.Invoicing::handleRequest");

        private final String folder;
        private final String runtime;
        private final String handler;

        Name(String folder, String runtime, String handler) {
            this.folder = folder;
            this.runtime = runtime;
            this.handler = handler;
        }

        private byte[] archive() {
            return switch (this) {
                case ADAPTER -> zip(KNOWN_FORMATS);
                case VALIDATION -> zip(List.of("validation.py", "menu.json"));
                case AUTHORIZER -> zip(List.of("index.mjs"));
                case CALLBACK -> zip(List.of("callback.py"));
                case INVOICING -> JavaArchive.of("functions/invoicing/Invoicing.java");
            };
        }

        private byte[] zip(List<String> files) {
            SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
            for (String file : files) {
                contents.put(file, Example.file("functions/" + folder + "/" + file));
            }
            return Example.zip(contents);
        }
    }

    private static final List<String> KNOWN_FORMATS =
            List.of("index.mjs", "formats/quickspoon.mjs", "formats/velo.mjs", "formats/plain.mjs");

    /** The format that the adapter does not have at first. */
    private static final String LATE = "formats/courses.mjs";

    private static final String ROLE = "arn:aws:iam::000000000000:role/functions";

    /** Not above the visibility timeout of the queue that one of them reads. */
    private static final int TIMEOUT_SECONDS = (int) Queue.VISIBILITY_TIMEOUT.toSeconds();

    private static final int MEMORY_MEGABYTES = 256;
    private static final int BATCH = 10;
    private static final int INVOICING_PROCESSES = 2;
    private static final int CALLS = 6;
    private static final long LOOK_MILLIS = 50;

    private final LambdaClient lambda;
    private final String run;
    private final Map<Name, String> arns = new EnumMap<>(Name.class);
    private @Nullable String mapping;

    Functions(LambdaClient lambda, String run) {
        this.lambda = lambda;
        this.run = run;
    }

    void create(Name name, Map<String, String> environment) throws InterruptedException {
        byte[] archive = name.archive();
        String arn =
                lambda.createFunction(request ->
                                request.functionName(run + "-" + name.folder)
                                        .runtime(name.runtime)
                                        .handler(name.handler)
                                        .role(ROLE)
                                        .timeout(TIMEOUT_SECONDS)
                                        .memorySize(MEMORY_MEGABYTES)
                                        .environment(with -> with.variables(environment))
                                        .code(code ->
                                                code.zipFile(SdkBytes.fromByteArray(archive))))
                        .functionArn();
        synchronized (this) {
            arns.put(name, arn);
        }
        while (lambda.getFunction(request -> request.functionName(arn)).configuration().state()
                == State.PENDING) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    synchronized String arn(Name name) {
        String arn = arns.get(name);
        if (arn == null) {
            throw new IllegalStateException(name + " was not created");
        }
        return arn;
    }

    /** Lets an API of this account call it. */
    void permit(Name name) {
        lambda.addPermission(request ->
                request.functionName(arn(name))
                        .statementId("api")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com"));
    }

    /** Has it called with what is in the queue. */
    void feed(Name name, Queue queue) {
        mapping =
                lambda.createEventSourceMapping(request ->
                                request.functionName(arn(name))
                                        .eventSourceArn(queue.arn())
                                        .batchSize(BATCH)
                                        .functionResponseTypes(
                                                FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                                        .scalingConfig(scaling ->
                                                scaling.maximumConcurrency(INVOICING_PROCESSES)))
                        .uuid();
    }

    /**
     * Calls it, and returns what it says; it must not fail. On a machine that has much else to do,
     * the first process of a function may not be there in time: then it is called again.
     */
    String invoke(Name name, Object payload) {
        for (int left = CALLS; ; left--) {
            InvokeResponse answer =
                    lambda.invoke(request ->
                            request.functionName(arn(name))
                                    .payload(SdkBytes.fromUtf8String(Json.write(payload))));
            String said = answer.payload().asUtf8String();
            if (answer.functionError() == null) {
                return said;
            }
            if (left == 1 || !said.contains("Sandbox.Timedout")) {
                throw new DemoException("The function " + name.folder + " fails: " + said);
            }
        }
    }

    /** The adapter gets the format that it could not read. */
    void teach(Retry retry) throws InterruptedException {
        List<String> files = new ArrayList<>(KNOWN_FORMATS);
        files.add(LATE);
        byte[] archive = Name.ADAPTER.zip(files);
        String arn = arn(Name.ADAPTER);
        retry.until(() -> {
            try {
                return retry.untilAnswered(() ->
                        lambda.updateFunctionCode(request ->
                                request.functionName(arn)
                                        .zipFile(SdkBytes.fromByteArray(archive))));
            } catch (ResourceConflictException e) {
                return null; // an update that was not answered is still going on
            }
        });
        while (retry.untilAnswered(
                        () ->
                                lambda.getFunction(request -> request.functionName(arn))
                                        .configuration()
                                        .lastUpdateStatus())
                == LastUpdateStatus.IN_PROGRESS) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Removes those that were created. */
    synchronized void delete() {
        if (mapping != null) {
            lambda.deleteEventSourceMapping(request -> request.uuid(mapping));
            mapping = null;
        }
        arns.values().forEach(arn -> lambda.deleteFunction(request -> request.functionName(arn)));
        arns.clear();
    }
}
