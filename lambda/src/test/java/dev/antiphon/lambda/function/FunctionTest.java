package dev.antiphon.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.engine.Outcome;
import dev.antiphon.testkit.TestNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

class FunctionTest {
    private final Account account = new Account();

    private FunctionSpec spec(String name) {
        return Functions.invocable(
                        account.node().engine(),
                        FunctionName.parse(name, null, TestNode.CALLER),
                        0.5)
                .spec();
    }

    private static UpdateFunctionConfigurationRequest.Builder change(String name) {
        return UpdateFunctionConfigurationRequest.builder().functionName(name);
    }

    private static UpdateFunctionCodeRequest.Builder code(String name, String content) {
        return UpdateFunctionCodeRequest.builder().functionName(name).zipFile(Account.zip(content));
    }

    private static DeleteFunctionRequest deletion(String name) {
        return DeleteFunctionRequest.builder().functionName(name).build();
    }

    @Test
    void a_new_function_is_pending_in_the_answer_and_active_when_somebody_looks() {
        CreateFunctionResponse created = account.create("f");

        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.functionArn()).isEqualTo(Account.arn("f"));
        assertThat(created.version()).isEqualTo("$LATEST");
        assertThat(created.timeout()).isEqualTo(3);
        assertThat(created.memorySize()).isEqualTo(128);
        assertThat(created.lastModified()).endsWith("+0000");
        assertThat(created.loggingConfig().logGroup()).isEqualTo("/aws/lambda/f");
        FunctionConfiguration shown = account.get("f").configuration();
        assertThat(shown.state()).isEqualTo(State.ACTIVE);
        assertThat(shown.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(shown.codeSha256()).isEqualTo(created.codeSha256());
        assertThat(shown.environment()).isNull();
    }

    @Test
    void a_name_is_given_once() {
        account.create("f");

        account.refused(
                Account.creation("f").build(),
                "ResourceConflictException",
                "Function already exist: f");
    }

    @Test
    void a_change_leaves_what_it_does_not_say() {
        account.create(
                "f",
                it ->
                        it.description("d")
                                .timeout(10)
                                .environment(e -> e.variables(Map.of("A", "1")))
                                .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:us-east-1:1:q")));

        UpdateFunctionConfigurationResponse changed =
                account.call(
                        change("f")
                                .memorySize(512)
                                .deadLetterConfig(d -> d.targetArn(""))
                                .loggingConfig(l -> l.logFormat(LogFormat.JSON))
                                .build());

        assertThat(changed.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        FunctionConfiguration now = account.get("f").configuration();
        assertThat(now.description()).isEqualTo("d");
        assertThat(now.timeout()).isEqualTo(10);
        assertThat(now.memorySize()).isEqualTo(512);
        assertThat(now.environment().variables()).containsExactly(Map.entry("A", "1"));
        assertThat(now.deadLetterConfig()).isNull();
        assertThat(now.loggingConfig().applicationLogLevelAsString()).isEqualTo("INFO");
        assertThat(now.revisionId()).isNotEqualTo(changed.revisionId());
    }

    @Test
    void a_change_can_depend_on_what_was_seen() {
        account.create("f");
        String seen = account.get("f").configuration().revisionId();
        account.call(change("f").revisionId(seen).timeout(4).build());

        account.refused(
                change("f").revisionId(seen).timeout(5).build(),
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    @Test
    void processes_are_told_all_and_another_revision_after_each_change() {
        account.create("f", it -> it.environment(e -> e.variables(Map.of("A", "1"))));
        FunctionSpec first = spec("f");
        account.call(change("f").handler("other.handler").timeout(7).build());
        FunctionSpec second = spec("f");
        account.call(code("f", "two").build());
        FunctionSpec third = spec("f");

        assertThat(first.arn()).isEqualTo(Account.arn("f"));
        assertThat(first.runtime()).isEqualTo("python3.12");
        assertThat(first.environment()).containsExactly(Map.entry("A", "1"));
        assertThat(first.storage()).isEqualTo(512);
        assertThat(first.reserved()).isNull();
        assertThat(second.handler()).isEqualTo("other.handler");
        assertThat(second.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(List.of(first.revision(), second.revision(), third.revision()))
                .doesNotHaveDuplicates();
        assertThat(third.code().sha256()).isNotEqualTo(second.code().sha256());
    }

    @Test
    void code_is_kept_as_long_as_a_version_has_it() {
        String one = account.create("f").codeSha256();
        account.publish("f");

        UpdateFunctionCodeResponse updated = account.call(code("f", "two").build());
        assertThat(account.code(Account.arn("f"), one)).isPresent();
        assertThat(account.code(Account.arn("f"), updated.codeSha256())).isPresent();

        account.call(DeleteFunctionRequest.builder().functionName("f").qualifier("1").build());
        assertThat(account.code(Account.arn("f"), one)).isEmpty();

        account.call(deletion("f"));
        assertThat(account.code(Account.arn("f"), updated.codeSha256())).isEmpty();
    }

    @Test
    void the_same_code_again_is_the_same_code() {
        String one = account.create("f").codeSha256();

        account.call(code("f", "one").build());

        assertThat(account.code(Account.arn("f"), one))
                .hasValueSatisfying(
                        bytes -> assertThat(bytes).isEqualTo(Account.zip("one").asByteArray()));
    }

    @Test
    void a_dry_run_changes_nothing() {
        String one = account.create("f").codeSha256();

        UpdateFunctionCodeResponse dry = account.call(code("f", "two").dryRun(true).build());

        assertThat(dry.codeSha256()).isNotEqualTo(one);
        assertThat(account.get("f").configuration().codeSha256()).isEqualTo(one);
    }

    @Test
    void a_large_archive_is_kept_in_pieces_across_a_restart() {
        byte[] noise = new byte[2_500_000];
        new Random(7).nextBytes(noise);
        byte[] zip = Account.zip(noise).asByteArray();
        String sha256 =
                account.create("f", it -> it.code(c -> c.zipFile(Account.zip(noise)))).codeSha256();

        account.node().killAndRestart();

        byte[] read = new byte[zip.length];
        int at = 0;
        for (int index = 0; at < read.length; index++) {
            int piece = index;
            byte[] bytes =
                    account.node()
                            .run(
                                    Account.arn("f"),
                                    tx ->
                                            Outcome.reply(
                                                    Objects.requireNonNull(
                                                            Functions.readCode(
                                                                    tx,
                                                                    Account.arn("f"),
                                                                    sha256,
                                                                    piece))));
            System.arraycopy(bytes, 0, read, at, bytes.length);
            at += bytes.length;
        }
        assertThat(read).isEqualTo(zip);
        assertThat(account.get("f").configuration().codeSize()).isEqualTo(zip.length);
    }

    @Test
    void code_is_had_from_the_address_that_was_given_out_until_it_is_old() {
        String sha256 = account.create("f").codeSha256();
        GetFunctionResponse shown = account.get("f");
        String location = shown.code().location();
        Map<String, String> said = new HashMap<>();
        for (String part : location.substring(location.indexOf('?') + 1).split("&")) {
            said.put(
                    part.substring(0, part.indexOf('=')),
                    URLDecoder.decode(
                            part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        CodeLocation given =
                new CodeLocation(
                        said.getOrDefault("owner", ""),
                        0,
                        said.getOrDefault("sha256", ""),
                        Long.parseLong(said.getOrDefault("expires", "0")));
        CodeLocation later =
                new CodeLocation(given.owner(), 0, given.sha256(), given.expires() + 1);
        String signature = said.getOrDefault("signature", "");

        assertThat(location).contains(CodeLocation.PATH);
        assertThat(given.sha256()).isEqualTo(sha256);
        assertThat(granted(given, signature, Duration.ZERO)).isTrue();
        assertThat(granted(given, signature, Duration.ofMinutes(11))).isFalse();
        assertThat(granted(later, signature, Duration.ZERO)).isFalse();
        account.call(deletion("f"));
        account.create("f");
        assertThat(granted(given, signature, Duration.ZERO)).isFalse();
    }

    private boolean granted(CodeLocation location, String signature, Duration later) {
        return account.node()
                .run(
                        location.owner(),
                        tx ->
                                Outcome.reply(
                                        Functions.granted(
                                                        tx,
                                                        location,
                                                        signature,
                                                        tx.now().plus(later))
                                                != null));
    }

    @Test
    void all_that_is_a_functions_own_goes_with_it() {
        account.create("f", it -> it.tags(Map.of("a", "1")));
        account.publish("f");
        account.call(
                CreateAliasRequest.builder()
                        .functionName("f")
                        .name("live")
                        .functionVersion("1")
                        .build());
        CreateFunctionUrlConfigResponse url =
                account.call(
                        CreateFunctionUrlConfigRequest.builder()
                                .functionName("f")
                                .authType(FunctionUrlAuthType.NONE)
                                .build());
        String id = url.functionUrl().replaceAll("https?://([a-z0-9]+)\\..*", "$1");
        account.call(
                PutFunctionEventInvokeConfigRequest.builder()
                        .functionName("f")
                        .maximumRetryAttempts(0)
                        .build());
        assertThat(Functions.url(account.node().engine(), id)).isNotNull();

        account.call(deletion("f"));
        account.create("f");

        assertThat(Functions.url(account.node().engine(), id)).isNull();
        assertThat(account.get("f").hasTags()).isFalse();
        assertThat(account.publish("f").version()).isEqualTo("1");
        account.missing(
                GetAliasRequest.builder().functionName("f").name("live").build(),
                "Cannot find alias arn: " + Account.arn("f:live"));
        account.missing(
                GetFunctionEventInvokeConfigRequest.builder().functionName("f").build(),
                "The function " + Account.arn("f:$LATEST") + " doesn't have an EventInvokeConfig");
    }

    @Test
    void what_there_is_not_cannot_be_deleted() {
        account.missing(deletion("f"), "Function not found: " + Account.arn("f"));
        account.create("f");

        account.invalid(
                deletion("f:$LATEST"),
                "$LATEST version cannot be deleted without deleting the function.");
    }

    @Test
    void functions_are_listed_page_by_page_with_their_versions_if_asked() {
        account.create("a");
        account.create("b", it -> it.publish(true));
        ListFunctionsResponse first =
                account.call(
                        ListFunctionsRequest.builder()
                                .functionVersion(FunctionVersion.ALL)
                                .maxItems(2)
                                .build());
        ListFunctionsResponse rest =
                account.call(
                        ListFunctionsRequest.builder()
                                .functionVersion(FunctionVersion.ALL)
                                .marker(first.nextMarker())
                                .build());
        ListFunctionsResponse unpublished = account.call(ListFunctionsRequest.builder().build());

        assertThat(first.functions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(Account.arn("a:$LATEST"), Account.arn("b:$LATEST"));
        assertThat(rest.functions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(Account.arn("b:1"));
        assertThat(rest.nextMarker()).isNull();
        assertThat(unpublished.functions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(Account.arn("a"), Account.arn("b"));
        assertThat(unpublished.functions().getFirst().state()).isNull();
    }

    @Test
    void a_configuration_is_shown_under_the_name_that_was_asked_for() {
        account.create("f");

        GetFunctionConfigurationResponse shown =
                account.call(
                        GetFunctionConfigurationRequest.builder()
                                .functionName("f")
                                .qualifier("$LATEST")
                                .build());

        assertThat(shown.functionArn()).isEqualTo(Account.arn("f:$LATEST"));
        account.missing(
                GetFunctionConfigurationRequest.builder().functionName("f").qualifier("9").build(),
                "Function not found: " + Account.arn("f:9"));
    }

    @Test
    void an_account_sees_what_it_has() {
        GetAccountSettingsResponse before =
                account.call(GetAccountSettingsRequest.builder().build());
        long size = account.create("f").codeSize();
        account.publish("f");
        GetAccountSettingsResponse after =
                account.call(GetAccountSettingsRequest.builder().build());

        assertThat(before.accountUsage().functionCount()).isZero();
        assertThat(after.accountUsage().functionCount()).isEqualTo(1);
        assertThat(after.accountUsage().totalCodeSize()).isEqualTo(2 * size);
        assertThat(after.accountLimit().concurrentExecutions()).isEqualTo(1000);
    }

    @Test
    void all_of_it_is_there_after_a_crash() {
        account.create("f", it -> it.environment(e -> e.variables(Map.of("A", "1"))));
        account.publish("f");
        FunctionConfiguration before = account.get("f").configuration();

        account.node().crashAndRestart();

        assertThat(account.get("f").configuration()).isEqualTo(before);
        assertThat(account.get("f:1").configuration().version()).isEqualTo("1");
    }
}
