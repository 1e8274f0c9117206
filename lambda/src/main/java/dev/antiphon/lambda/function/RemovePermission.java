package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** Takes back what a statement of a function's policy allows. */
final class RemovePermission implements Command<RemovePermissionRequest, RemovePermissionResponse> {
    @Override
    public String entity(RemovePermissionRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<RemovePermissionResponse> handle(
            Tx tx, RemovePermissionRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        QualifiedKey key = FunctionUrls.key(name);
        Functions.require(tx, name);
        Policy policy = tx.get(LambdaTables.POLICIES, key);
        if (policy == null) {
            throw LambdaErrors.notFound("No policy is associated with the given resource.");
        }
        Revisions.check(request.revisionId(), policy.revision(), "GetPolicy");
        Policy rest = Policies.without(policy, request.statementId(), tx);
        if (rest == null) {
            tx.delete(LambdaTables.POLICIES, key);
        } else {
            tx.put(LambdaTables.POLICIES, key, rest);
        }
        return Outcome.reply(RemovePermissionResponse.builder().build());
    }

    private static FunctionName name(RemovePermissionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
