package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/**
 * Deletes a function with all that is its own, or one version of it that no alias leads to. A
 * version that is not there is no error.
 */
final class DeleteFunction implements Command<DeleteFunctionRequest, DeleteFunctionResponse> {
    @Override
    public String entity(DeleteFunctionRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteFunctionResponse> handle(
            Tx tx, DeleteFunctionRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        String qualifier = name.qualifier();
        if (FunctionName.LATEST.equals(qualifier)) {
            throw LambdaErrors.invalid(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        if (!tx.has(LambdaTables.FUNCTIONS, name.key())) {
            throw LambdaErrors.functionNotFound(name.arn());
        }
        if (qualifier == null) {
            FunctionRemoval.of(tx, name.key());
        } else {
            deleteVersion(tx, name.key(), qualifier);
        }
        return Outcome.reply(DeleteFunctionResponse.builder().statusCode(204).build());
    }

    private static void deleteVersion(Tx tx, FunctionKey function, String qualifier) {
        if (!FunctionName.isVersion(qualifier)) {
            throw LambdaErrors.invalid(
                    "Deletion of aliases is not currently supported. Use DeleteAlias.");
        }
        @Nullable VersionKey key = Versions.key(function, qualifier);
        if (key == null || !tx.has(LambdaTables.VERSIONS, key)) {
            return;
        }
        List<String> aliases =
                Aliases.of(tx, function).stream()
                        .filter(alias -> alias.leadsTo(qualifier))
                        .map(alias -> alias.key().qualifier())
                        .toList();
        if (!aliases.isEmpty()) {
            throw LambdaErrors.conflict(
                    "Version "
                            + qualifier
                            + " is currently referenced by one or more aliases: "
                            + String.join(", ", aliases));
        }
        FunctionRemoval.of(tx, key);
    }

    private static FunctionName name(DeleteFunctionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
