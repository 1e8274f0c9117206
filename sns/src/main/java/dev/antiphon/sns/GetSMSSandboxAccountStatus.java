package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetSmsSandboxAccountStatusRequest;
import software.amazon.awssdk.services.sns.model.GetSmsSandboxAccountStatusResponse;

/** Whether text messages reach verified numbers only: here they are kept whatever the number. */
final class GetSMSSandboxAccountStatus
        implements Query<GetSmsSandboxAccountStatusRequest, GetSmsSandboxAccountStatusResponse> {
    @Override
    public GetSmsSandboxAccountStatusResponse answer(
            Catalogs catalogs, GetSmsSandboxAccountStatusRequest request, Caller caller) {
        return GetSmsSandboxAccountStatusResponse.builder().isInSandbox(false).build();
    }
}
