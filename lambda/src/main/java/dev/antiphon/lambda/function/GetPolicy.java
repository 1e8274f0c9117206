package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;

/** Shows who may use a function, or a version or an alias of it. */
final class GetPolicy implements Query<GetPolicyRequest, GetPolicyResponse> {
    @Override
    public String entity(GetPolicyRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetPolicyResponse answer(Catalogs catalogs, GetPolicyRequest request, Caller caller) {
        Policy policy =
                catalogs.catalog(LambdaTables.POLICIES)
                        .get(FunctionUrls.key(name(request, caller)));
        if (policy == null) {
            throw LambdaErrors.notFound("The resource you requested does not exist.");
        }
        return GetPolicyResponse.builder()
                .policy(policy.json())
                .revisionId(policy.revision())
                .build();
    }

    private static FunctionName name(GetPolicyRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
