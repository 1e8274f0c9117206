package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;

/** Lets somebody else use a function, or a version or an alias of it. */
final class AddPermission implements Command<AddPermissionRequest, AddPermissionResponse> {
    @Override
    public String entity(AddPermissionRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<AddPermissionResponse> handle(
            Tx tx, AddPermissionRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Policies.checkQualifier(name);
        if (Versions.find(tx::get, name) == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        QualifiedKey key = FunctionUrls.key(name);
        Policy policy = tx.get(LambdaTables.POLICIES, key);
        Revisions.check(
                request.revisionId(), policy == null ? null : policy.revision(), "GetPolicy");
        String statement =
                new Statement(request.statementId(), request.principal(), request.action())
                        .arnLike("AWS:SourceArn", request.sourceArn())
                        .equal("AWS:SourceAccount", request.sourceAccount())
                        .equal("lambda:FunctionUrlAuthType", request.functionUrlAuthTypeAsString())
                        .equal("lambda:EventSourceToken", request.eventSourceToken())
                        .equal("aws:PrincipalOrgID", request.principalOrgID())
                        .is("lambda:InvokedViaFunctionUrl", request.invokedViaFunctionUrl())
                        .json(key.arn());
        tx.put(
                LambdaTables.POLICIES,
                key,
                Policies.with(policy, request.statementId(), statement, tx));
        return Outcome.reply(AddPermissionResponse.builder().statement(statement).build());
    }

    private static FunctionName name(AddPermissionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
