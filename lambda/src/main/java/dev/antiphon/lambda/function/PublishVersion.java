package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** Publishes the function as it is now, if it is not as when it was published last. */
final class PublishVersion implements Command<PublishVersionRequest, PublishVersionResponse> {
    @Override
    public String entity(PublishVersionRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<PublishVersionResponse> handle(
            Tx tx, PublishVersionRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        Function function = Functions.require(tx, name);
        Version latest = Versions.requireLatest(tx, name);
        Revisions.check(request.revisionId(), latest.revision());
        String expected = request.codeSha256();
        String present = latest.code().sha256();
        if (expected != null && !expected.equals(present)) {
            throw LambdaErrors.invalid(
                    "CodeSHA256 ("
                            + expected
                            + ") is different from current CodeSHA256 in $LATEST ("
                            + present
                            + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        Version version = Versions.publish(tx, function, latest, request.description());
        return Outcome.reply(
                SameMembers.copy(version.ready(), PublishVersionResponse.builder()).build());
    }
}
