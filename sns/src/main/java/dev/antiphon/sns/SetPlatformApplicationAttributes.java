package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesResponse;

/** Sets attributes of an application for a push service. */
final class SetPlatformApplicationAttributes
        implements Command<
                SetPlatformApplicationAttributesRequest, SetPlatformApplicationAttributesResponse> {
    @Override
    public String entity(SetPlatformApplicationAttributesRequest request, Caller caller) {
        return PlatformApplicationArn.of(request.platformApplicationArn()).toString();
    }

    @Override
    public Outcome<SetPlatformApplicationAttributesResponse> handle(
            Tx tx, SetPlatformApplicationAttributesRequest request, Caller caller) {
        if (request.attributes().isEmpty()) {
            throw SnsErrors.missing("attributes");
        }
        PlatformApplication application =
                PlatformApplication.require(
                        tx, PlatformApplicationArn.of(request.platformApplicationArn()));
        tx.put(
                SnsTables.APPLICATIONS,
                application.arn(),
                application.with(PlatformApplication.checked(request.attributes())));
        return Outcome.reply(SetPlatformApplicationAttributesResponse.builder().build());
    }
}
