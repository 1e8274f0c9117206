package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesResponse;

/** Tells the account's preferences for text messages, those that were set. */
final class GetSMSAttributes implements Query<GetSmsAttributesRequest, GetSmsAttributesResponse> {
    @Override
    public GetSmsAttributesResponse answer(
            Catalogs catalogs, GetSmsAttributesRequest request, Caller caller) {
        SmsSettings settings = catalogs.catalog(SnsTables.SMS_SETTINGS).get(SmsAccount.of(caller));
        return GetSmsAttributesResponse.builder()
                .attributes(
                        (settings == null ? SmsSettings.none() : settings)
                                .told(request.attributes()))
                .build();
    }
}
