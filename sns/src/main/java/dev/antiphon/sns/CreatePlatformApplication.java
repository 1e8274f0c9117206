package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationResponse;

/**
 * Creates an application for a push service, or tells that it is there with the same attributes.
 */
final class CreatePlatformApplication
        implements Command<CreatePlatformApplicationRequest, CreatePlatformApplicationResponse> {
    @Override
    public String entity(CreatePlatformApplicationRequest request, Caller caller) {
        return PlatformApplication.arn(request, caller).toString();
    }

    @Override
    public Outcome<CreatePlatformApplicationResponse> handle(
            Tx tx, CreatePlatformApplicationRequest request, Caller caller) {
        PlatformApplicationArn arn = PlatformApplication.arn(request, caller);
        PlatformApplication existing = tx.get(SnsTables.APPLICATIONS, arn);
        PlatformApplication application =
                new PlatformApplication(arn, PlatformApplication.checked(request.attributes()));
        if (existing != null
                && !existing.attributes()
                        .entrySet()
                        .containsAll(application.attributes().entrySet())) {
            throw SnsErrors.invalidParameter(
                    "Attributes", "Platform Application already exists with different attributes");
        }
        if (existing == null) {
            tx.put(SnsTables.APPLICATIONS, arn, application);
        }
        return Outcome.reply(
                CreatePlatformApplicationResponse.builder()
                        .platformApplicationArn(arn.toString())
                        .build());
    }
}
