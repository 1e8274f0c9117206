package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationResponse;

/** Deletes an application for a push service and its endpoints. */
final class DeletePlatformApplication
        implements Command<DeletePlatformApplicationRequest, DeletePlatformApplicationResponse> {
    @Override
    public String entity(DeletePlatformApplicationRequest request, Caller caller) {
        return PlatformApplicationArn.of(request.platformApplicationArn()).toString();
    }

    @Override
    public Outcome<DeletePlatformApplicationResponse> handle(
            Tx tx, DeletePlatformApplicationRequest request, Caller caller) {
        PlatformApplicationArn arn = PlatformApplicationArn.of(request.platformApplicationArn());
        if (tx.get(SnsTables.APPLICATIONS, arn) != null) {
            tx.delete(SnsTables.APPLICATIONS, arn);
            for (PlatformEndpoint endpoint : PlatformEndpoint.of(tx, arn)) {
                endpoint.delete(tx);
            }
        }
        return Outcome.reply(DeletePlatformApplicationResponse.builder().build());
    }
}
