package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** Shows what an account may have in a region, and what of that it has. */
final class GetAccountSettings
        implements Query<GetAccountSettingsRequest, GetAccountSettingsResponse> {
    @Override
    public GetAccountSettingsResponse answer(
            Catalogs catalogs, GetAccountSettingsRequest request, Caller caller) {
        String account = caller.account();
        String region = caller.region();
        int unreserved = AccountUsage.CONCURRENT - AccountUsage.reserved(catalogs, account, region);
        return GetAccountSettingsResponse.builder()
                .accountLimit(it ->
                        it.totalCodeSize(AccountUsage.MOST_CODE)
                                .codeSizeUnzipped(Archives.MOST_UNZIPPED)
                                .codeSizeZipped((long) Archives.MOST_ZIPPED)
                                .concurrentExecutions(AccountUsage.CONCURRENT)
                                .unreservedConcurrentExecutions(unreserved))
                .accountUsage(it ->
                        it.totalCodeSize(AccountUsage.code(catalogs, account, region))
                                .functionCount(
                                        (long)
                                                AccountUsage.functions(catalogs, account, region)
                                                        .size()))
                .build();
    }
}
