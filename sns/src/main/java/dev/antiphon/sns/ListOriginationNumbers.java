package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import java.util.List;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersResponse;

/** Lists the numbers that an account has rented to send from: there is nowhere to rent one. */
final class ListOriginationNumbers
        implements Query<ListOriginationNumbersRequest, ListOriginationNumbersResponse> {
    @Override
    public ListOriginationNumbersResponse answer(
            Catalogs catalogs, ListOriginationNumbersRequest request, Caller caller) {
        return ListOriginationNumbersResponse.builder().phoneNumbers(List.of()).build();
    }
}
