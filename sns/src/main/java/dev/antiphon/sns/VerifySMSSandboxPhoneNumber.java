package dev.antiphon.sns;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberResponse;

/** Verifies a number by the password that it was sent. */
final class VerifySMSSandboxPhoneNumber
        implements Command<
                VerifySmsSandboxPhoneNumberRequest, VerifySmsSandboxPhoneNumberResponse> {
    @Override
    public String entity(VerifySmsSandboxPhoneNumberRequest request, Caller caller) {
        return SmsAccount.of(caller).toString();
    }

    @Override
    public Outcome<VerifySmsSandboxPhoneNumberResponse> handle(
            Tx tx, VerifySmsSandboxPhoneNumberRequest request, Caller caller) {
        SandboxNumber.Key key = SandboxNumber.key(caller, request.phoneNumber());
        SandboxNumber number = SandboxNumber.require(tx, key);
        if (!number.password().equals(request.oneTimePassword())) {
            throw AwsException.sender(
                    "VerificationException", "The one-time password is not the one that was sent.");
        }
        tx.put(SnsTables.SANDBOX_NUMBERS, key, new SandboxNumber(number.password(), true));
        return Outcome.reply(VerifySmsSandboxPhoneNumberResponse.builder().build());
    }
}
