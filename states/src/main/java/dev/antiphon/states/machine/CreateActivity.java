package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.CreateActivityRequest;
import software.amazon.awssdk.services.sfn.model.CreateActivityResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;

/**
 * Creates an activity. One of that name that is there already is answered as created, whatever its
 * tags are; its encryption cannot be changed.
 */
final class CreateActivity implements Command<CreateActivityRequest, CreateActivityResponse> {
    private static final int MOST = 10_000;

    @Override
    public String entity(CreateActivityRequest request, Caller caller) {
        ResourceName.check(request.name());
        return ActivityArn.of(caller, request.name()).toString();
    }

    @Override
    public Outcome<CreateActivityResponse> handle(
            Tx tx, CreateActivityRequest request, Caller caller) {
        ActivityArn arn = ActivityArn.of(caller, request.name());
        EncryptionConfiguration said = Configurations.encryption(request.encryptionConfiguration());
        EncryptionConfiguration encryption = said == null ? Configurations.OWNED_KEY : said;
        Activity existing = tx.get(MachineTables.ACTIVITIES, arn);
        if (existing != null) {
            if (!existing.encryption().equals(encryption)) {
                throw StatesErrors.activityExists(arn);
            }
            return reply(existing);
        }
        Map<String, String> tags = ResourceTags.with(Map.of(), request.tags(), arn.toString());
        if (Activities.of(tx::catalog, caller, "").size() >= MOST) {
            throw StatesErrors.tooManyActivities(MOST);
        }
        Activity activity = new Activity(arn, tx.now(), encryption, tags);
        tx.put(MachineTables.ACTIVITIES, arn, activity);
        return reply(activity);
    }

    private static Outcome<CreateActivityResponse> reply(Activity activity) {
        return Outcome.reply(
                CreateActivityResponse.builder()
                        .activityArn(activity.arn().toString())
                        .creationDate(activity.created())
                        .build());
    }
}
