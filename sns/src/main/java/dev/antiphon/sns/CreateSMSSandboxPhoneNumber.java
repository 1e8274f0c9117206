package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberResponse;

/** Adds a number to verify, and sends it a password, which is kept where text messages are. */
final class CreateSMSSandboxPhoneNumber
        implements Command<
                CreateSmsSandboxPhoneNumberRequest, CreateSmsSandboxPhoneNumberResponse> {
    @Override
    public String entity(CreateSmsSandboxPhoneNumberRequest request, Caller caller) {
        return SmsAccount.of(caller).toString();
    }

    @Override
    public Outcome<CreateSmsSandboxPhoneNumberResponse> handle(
            Tx tx, CreateSmsSandboxPhoneNumberRequest request, Caller caller) {
        SandboxNumber.Key key = SandboxNumber.key(caller, request.phoneNumber());
        String password = SandboxNumber.password(tx);
        tx.put(SnsTables.SANDBOX_NUMBERS, key, new SandboxNumber(password, false));
        KeptMessage.keep(
                tx,
                new KeptMessage(
                        KeptMessage.Kind.SMS,
                        caller.account(),
                        caller.region(),
                        request.phoneNumber(),
                        null,
                        null,
                        tx.ids().uuid().toString(),
                        "Your verification code is " + password + ".",
                        null,
                        null,
                        Map.of(),
                        tx.now()));
        return Outcome.reply(CreateSmsSandboxPhoneNumberResponse.builder().build());
    }
}
