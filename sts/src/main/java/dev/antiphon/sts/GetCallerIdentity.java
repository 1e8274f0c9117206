package dev.antiphon.sts;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Says which account a caller's access key belongs to. Every key acts for the root user of its
 * account: there are no other identities here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
final class GetCallerIdentity
        implements Query<GetCallerIdentityRequest, GetCallerIdentityResponse> {
    @Override
    public GetCallerIdentityResponse answer(
            Catalogs catalogs, GetCallerIdentityRequest request, Caller caller) {
        return GetCallerIdentityResponse.builder()
                .userId(caller.account())
                .account(caller.account())
                .arn("arn:aws:iam::" + caller.account() + ":root")
                .build();
    }
}
