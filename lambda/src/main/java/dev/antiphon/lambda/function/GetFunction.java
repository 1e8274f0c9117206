package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * Shows a version of a function, with an address that its archive can be had from. The address is
 * good for a while from now: so it runs on the partition, which has the time.
 */
final class GetFunction implements Command<GetFunctionRequest, GetFunctionResponse> {
    @Override
    public String entity(GetFunctionRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<GetFunctionResponse> handle(Tx tx, GetFunctionRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Function function = tx.get(LambdaTables.FUNCTIONS, name.key());
        Version version = Versions.find(tx::get, name);
        if (function == null || version == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        GetFunctionResponse.Builder response =
                GetFunctionResponse.builder()
                        .configuration(Shown.as(version.ready(), name))
                        .code(
                                FunctionCodeLocation.builder()
                                        .repositoryType("S3")
                                        .location(
                                                CodeLocation.of(version.code(), 0, tx)
                                                        .url(function.secret(), caller))
                                        .build());
        if (!function.tags().isEmpty()) {
            response.tags(function.tags());
        }
        Integer reserved = function.reserved();
        if (reserved != null) {
            response.concurrency(it -> it.reservedConcurrentExecutions(reserved));
        }
        return Outcome.reply(response.build());
    }

    private static FunctionName name(GetFunctionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
