package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersResponse;
import software.amazon.awssdk.services.sns.model.SMSSandboxPhoneNumber;

/** Lists the numbers that were added to be verified. */
final class ListSMSSandboxPhoneNumbers
        implements Query<ListSmsSandboxPhoneNumbersRequest, ListSmsSandboxPhoneNumbersResponse> {
    @Override
    public ListSmsSandboxPhoneNumbersResponse answer(
            Catalogs catalogs, ListSmsSandboxPhoneNumbersRequest request, Caller caller) {
        SmsAccount account = SmsAccount.of(caller);
        int size = request.maxResults() == null ? Page.SIZE : request.maxResults();
        Page<Map.Entry<SandboxNumber.Key, SandboxNumber>> page =
                Page.of(
                        catalogs.catalog(SnsTables.SANDBOX_NUMBERS)
                                .range(
                                        new SandboxNumber.Key(
                                                account, Page.start(request.nextToken())),
                                        new SandboxNumber.Key(account, "\uffff"))
                                .entrySet(),
                        each -> each.getKey().number(),
                        size);
        return ListSmsSandboxPhoneNumbersResponse.builder()
                .phoneNumbers(
                        page.items().stream()
                                .map(each ->
                                        SMSSandboxPhoneNumber.builder()
                                                .phoneNumber(each.getKey().number())
                                                .status(
                                                        each.getValue().verified()
                                                                ? "Verified"
                                                                : "Pending")
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
