package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.OptInPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.OptInPhoneNumberResponse;

/** Lets a telephone get text messages again. See {@link CheckIfPhoneNumberIsOptedOut}. */
final class OptInPhoneNumber implements Query<OptInPhoneNumberRequest, OptInPhoneNumberResponse> {
    @Override
    public OptInPhoneNumberResponse answer(
            Catalogs catalogs, OptInPhoneNumberRequest request, Caller caller) {
        SmsAccount.checkNumber(request.phoneNumber());
        return OptInPhoneNumberResponse.builder().build();
    }
}
