package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.List;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutRequest;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutResponse;

/**
 * Lists the telephones that have asked to get no more text messages. See {@link
 * CheckIfPhoneNumberIsOptedOut}.
 */
final class ListPhoneNumbersOptedOut
        implements Query<ListPhoneNumbersOptedOutRequest, ListPhoneNumbersOptedOutResponse> {
    @Override
    public ListPhoneNumbersOptedOutResponse answer(
            Catalogs catalogs, ListPhoneNumbersOptedOutRequest request, Caller caller) {
        return ListPhoneNumbersOptedOutResponse.builder().phoneNumbers(List.of()).build();
    }
}
