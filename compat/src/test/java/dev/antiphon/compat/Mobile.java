package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.PlatformApplication;
import software.amazon.awssdk.services.sns.model.SMSSandboxPhoneNumber;
import software.amazon.awssdk.services.sns.model.SMSSandboxPhoneNumberVerificationStatus;

/** SNS's operations on apps and telephones: what is sent there is kept to be looked at. */
interface Mobile extends Scenario {
    @Test
    default void an_app_has_endpoints_that_get_messages() {
        String name = Scenario.newName();
        String application =
                sns().createPlatformApplication(c ->
                                c.name(name)
                                        .platform("GCM")
                                        .attributes(Map.of("PlatformCredential", "secret")))
                        .platformApplicationArn();
        sns().setPlatformApplicationAttributes(s ->
                s.platformApplicationArn(application)
                        .attributes(Map.of("SuccessFeedbackSampleRate", "50")));
        assertThat(
                        sns().getPlatformApplicationAttributes(
                                        g -> g.platformApplicationArn(application))
                                .attributes())
                .containsEntry("SuccessFeedbackSampleRate", "50")
                .containsEntry("Enabled", "true");
        assertThat(sns().listPlatformApplications().platformApplications())
                .extracting(PlatformApplication::platformApplicationArn)
                .contains(application);

        String endpoint =
                sns().createPlatformEndpoint(
                                c -> c.platformApplicationArn(application).token("phone-1"))
                        .endpointArn();
        sns().setEndpointAttributes(
                        s -> s.endpointArn(endpoint).attributes(Map.of("CustomUserData", "anna")));
        assertThat(sns().getEndpointAttributes(g -> g.endpointArn(endpoint)).attributes())
                .containsEntry("Token", "phone-1")
                .containsEntry("CustomUserData", "anna");
        assertThat(
                        sns().listEndpointsByPlatformApplication(
                                        l -> l.platformApplicationArn(application))
                                .endpoints())
                .extracting(Endpoint::endpointArn)
                .containsExactly(endpoint);
        String id = sns().publish(p -> p.targetArn(endpoint).message("ready")).messageId();
        JsonNode kept =
                Pages.json(
                        access(), "/_aws/sns/platform-endpoint-messages?endpointArn=" + endpoint);
        assertThat(
                        kept.path("platform_endpoint_messages")
                                .path(endpoint)
                                .path(0)
                                .path("MessageId")
                                .asText())
                .isEqualTo(id);

        sns().deleteEndpoint(d -> d.endpointArn(endpoint));
        sns().deletePlatformApplication(d -> d.platformApplicationArn(application));
        assertThat(sns().listPlatformApplications().platformApplications())
                .extracting(PlatformApplication::platformApplicationArn)
                .doesNotContain(application);
    }

    private static String newNumber() {
        long random = UUID.randomUUID().getMostSignificantBits();
        return "+4930" + Math.floorMod(random, 90_000_000L);
    }

    @Test
    default void a_telephone_gets_text_messages() {
        String number = newNumber();
        sns().setSMSAttributes(s -> s.attributes(Map.of("DefaultSenderID", "Pisa")));
        assertThat(sns().getSMSAttributes(g -> g.attributes("DefaultSenderID")).attributes())
                .isEqualTo(Map.of("DefaultSenderID", "Pisa"));

        String id = sns().publish(p -> p.phoneNumber(number).message("ready")).messageId();
        assertThat(text(number).path("MessageId").asText()).isEqualTo(id);
        assertThat(text(number).path("Message").asText()).isEqualTo("ready");

        sns().optInPhoneNumber(o -> o.phoneNumber(number));
        assertThat(sns().checkIfPhoneNumberIsOptedOut(c -> c.phoneNumber(number)).isOptedOut())
                .isFalse();
        assertThat(sns().listPhoneNumbersOptedOut(l -> {}).phoneNumbers()).isEmpty();
        assertThat(sns().listOriginationNumbers(l -> {}).phoneNumbers()).isEmpty();
    }

    /** The first message that was sent to a number. */
    private JsonNode text(String number) {
        return Pages.json(
                        access(),
                        "/_aws/sns/sms-messages?phoneNumber=" + number.replace("+", "%2B"))
                .path("sms_messages")
                .path(number)
                .path(0);
    }

    @Test
    default void a_number_of_the_sandbox_is_verified_by_what_it_was_sent() {
        String number = newNumber();
        assertThat(sns().getSMSSandboxAccountStatus(g -> {}).isInSandbox()).isNotNull();
        sns().createSMSSandboxPhoneNumber(c -> c.phoneNumber(number));
        assertThat(status(number)).isEqualTo(SMSSandboxPhoneNumberVerificationStatus.PENDING);

        String password = text(number).path("Message").asText().replaceAll("[^0-9]", "");
        sns().verifySMSSandboxPhoneNumber(v -> v.phoneNumber(number).oneTimePassword(password));
        assertThat(status(number)).isEqualTo(SMSSandboxPhoneNumberVerificationStatus.VERIFIED);

        sns().deleteSMSSandboxPhoneNumber(d -> d.phoneNumber(number));
        assertThat(sns().listSMSSandboxPhoneNumbers(l -> {}).phoneNumbers())
                .extracting(SMSSandboxPhoneNumber::phoneNumber)
                .doesNotContain(number);
    }

    private SMSSandboxPhoneNumberVerificationStatus status(String number) {
        return sns().listSMSSandboxPhoneNumbers(l -> {}).phoneNumbers().stream()
                .filter(it -> it.phoneNumber().equals(number))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
