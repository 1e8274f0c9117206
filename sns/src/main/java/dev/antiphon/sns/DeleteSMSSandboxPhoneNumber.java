package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.DeleteSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.DeleteSmsSandboxPhoneNumberResponse;

/** Removes a number that was added to be verified. */
final class DeleteSMSSandboxPhoneNumber
        implements Command<
                DeleteSmsSandboxPhoneNumberRequest, DeleteSmsSandboxPhoneNumberResponse> {
    @Override
    public String entity(DeleteSmsSandboxPhoneNumberRequest request, Caller caller) {
        return SmsAccount.of(caller).toString();
    }

    @Override
    public Outcome<DeleteSmsSandboxPhoneNumberResponse> handle(
            Tx tx, DeleteSmsSandboxPhoneNumberRequest request, Caller caller) {
        SandboxNumber.Key key = SandboxNumber.key(caller, request.phoneNumber());
        SandboxNumber.require(tx, key);
        tx.delete(SnsTables.SANDBOX_NUMBERS, key);
        return Outcome.reply(DeleteSmsSandboxPhoneNumberResponse.builder().build());
    }
}
