package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesResponse;

/** Sets the account's preferences for text messages. */
final class SetSMSAttributes implements Command<SetSmsAttributesRequest, SetSmsAttributesResponse> {
    @Override
    public String entity(SetSmsAttributesRequest request, Caller caller) {
        return SmsAccount.of(caller).toString();
    }

    @Override
    public Outcome<SetSmsAttributesResponse> handle(
            Tx tx, SetSmsAttributesRequest request, Caller caller) {
        SmsAccount account = SmsAccount.of(caller);
        SmsSettings before = tx.get(SnsTables.SMS_SETTINGS, account);
        tx.put(
                SnsTables.SMS_SETTINGS,
                account,
                (before == null ? SmsSettings.none() : before).with(request.attributes()));
        return Outcome.reply(SetSmsAttributesResponse.builder().build());
    }
}
