package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.CheckIfPhoneNumberIsOptedOutRequest;
import software.amazon.awssdk.services.sns.model.CheckIfPhoneNumberIsOptedOutResponse;

/**
 * Whether a telephone has asked to get no more text messages. None can: no message leaves here, and
 * none comes back.
 */
final class CheckIfPhoneNumberIsOptedOut
        implements Query<
                CheckIfPhoneNumberIsOptedOutRequest, CheckIfPhoneNumberIsOptedOutResponse> {
    @Override
    public CheckIfPhoneNumberIsOptedOutResponse answer(
            Catalogs catalogs, CheckIfPhoneNumberIsOptedOutRequest request, Caller caller) {
        SmsAccount.checkNumber(request.phoneNumber());
        return CheckIfPhoneNumberIsOptedOutResponse.builder().isOptedOut(false).build();
    }
}
