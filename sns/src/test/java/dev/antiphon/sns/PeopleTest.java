package dev.antiphon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsResponse;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberRequest;

/** What is for people's telephones, apps and mail boxes. */
class PeopleTest {
    private final World world = new World();

    private static List<KeptMessage> kept(World world, KeptMessage.Kind kind) {
        List<KeptMessage> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String address = addressOf(world, i);
            all.addAll(
                    world.node()
                            .run(
                                    address,
                                    tx ->
                                            Outcome.reply(
                                                    KeptMessage.list(
                                                            tx, kind, World.ID, World.REGION))));
        }
        return all;
    }

    private static String addressOf(World world, int partition) {
        int i = 0;
        while (world.node().engine().router().partitionOf("address-" + i) != partition) {
            i++;
        }
        return "address-" + i;
    }

    @Test
    void a_text_message_is_kept_where_it_can_be_looked_up() {
        world.publish(PublishRequest.builder().phoneNumber("+15550100").message("code 1"));
        String topic = world.topic("t");
        String subscription = world.subscribe(topic, "sms", "+15550101");
        world.publish(topic, "to all");
        world.node().crashAndRestart();
        assertThat(kept(world, KeptMessage.Kind.SMS))
                .extracting(KeptMessage::recipient, KeptMessage::text, KeptMessage::subscription)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("+15550100", "code 1", null),
                        org.assertj.core.groups.Tuple.tuple("+15550101", "to all", subscription));
        world.invalid(
                PublishRequest.builder().phoneNumber("me").message("m").build(),
                "PhoneNumber Reason: me is not valid to publish to");
        world.node()
                .run(
                        addressOf(world, 0),
                        tx -> {
                            KeptMessage.forget(
                                    tx, KeptMessage.Kind.SMS, World.ID, World.REGION, null);
                            return Outcome.reply(true);
                        });
        world.node()
                .run(
                        addressOf(world, 1),
                        tx -> {
                            KeptMessage.forget(
                                    tx, KeptMessage.Kind.SMS, World.ID, World.REGION, null);
                            return Outcome.reply(true);
                        });
        assertThat(kept(world, KeptMessage.Kind.SMS)).isEmpty();
    }

    @Test
    void only_the_latest_text_messages_are_kept() {
        for (int i = 0; i < 5_010; i++) {
            world.node()
                    .start(
                            PublishRequest.builder()
                                    .phoneNumber("+15550100")
                                    .message("m" + i)
                                    .build());
        }
        world.node().runUntilQuiet();
        assertThat(kept(world, KeptMessage.Kind.SMS))
                .hasSize(5_000)
                .extracting(KeptMessage::text)
                .contains("m5009")
                .doesNotContain("m9");
    }

    @Test
    void preferences_are_kept() {
        world.node()
                .call(
                        SetSmsAttributesRequest.builder()
                                .attributes(
                                        Map.of(
                                                "DefaultSMSType",
                                                "Transactional",
                                                "MonthlySpendLimit",
                                                "1"))
                                .build());
        GetSmsAttributesResponse told =
                world.node()
                        .call(
                                GetSmsAttributesRequest.builder()
                                        .attributes("DefaultSMSType")
                                        .build());
        assertThat(told.attributes()).isEqualTo(Map.of("DefaultSMSType", "Transactional"));
        world.invalid(
                SetSmsAttributesRequest.builder()
                        .attributes(Map.of("DefaultSenderID", "1234"))
                        .build(),
                "DefaultSenderID Reason: invalid value 1234");
    }

    @Test
    void a_number_is_verified_by_the_password_that_it_was_sent() {
        world.node()
                .call(
                        CreateSmsSandboxPhoneNumberRequest.builder()
                                .phoneNumber("+15550100")
                                .build());
        assertThat(status()).isEqualTo("Pending");
        String text = kept(world, KeptMessage.Kind.SMS).getFirst().text();
        world.refused(
                verification("00000"),
                "VerificationException",
                "The one-time password is not the one that was sent.");
        world.node().call(verification(text.replaceAll("\\D", "")));
        assertThat(status()).isEqualTo("Verified");
    }

    private static VerifySmsSandboxPhoneNumberRequest verification(String password) {
        return VerifySmsSandboxPhoneNumberRequest.builder()
                .phoneNumber("+15550100")
                .oneTimePassword(password)
                .build();
    }

    private String status() {
        ListSmsSandboxPhoneNumbersResponse numbers =
                world.node().call(ListSmsSandboxPhoneNumbersRequest.builder().build());
        return numbers.phoneNumbers().getFirst().statusAsString();
    }

    // Apps

    private String application() {
        CreatePlatformApplicationResponse response =
                world.node()
                        .call(
                                CreatePlatformApplicationRequest.builder()
                                        .name("shop")
                                        .platform("GCM")
                                        .attributes(Map.of("PlatformCredential", "secret"))
                                        .build());
        return response.platformApplicationArn();
    }

    private String endpoint(String application, String token) {
        CreatePlatformEndpointResponse response =
                world.node()
                        .call(
                                CreatePlatformEndpointRequest.builder()
                                        .platformApplicationArn(application)
                                        .token(token)
                                        .build());
        return response.endpointArn();
    }

    @Test
    void an_app_has_endpoints_that_get_messages() {
        String application = application();
        assertThat(application())
                .isEqualTo(application)
                .isEqualTo("arn:aws:sns:us-east-1:000000000000:app/GCM/shop");
        String endpoint = endpoint(application, "device-1");
        assertThat(endpoint(application, "device-1")).isEqualTo(endpoint);
        GetPlatformApplicationAttributesResponse told =
                world.node()
                        .call(
                                GetPlatformApplicationAttributesRequest.builder()
                                        .platformApplicationArn(application)
                                        .build());
        assertThat(told.attributes()).doesNotContainKey("PlatformCredential");
        world.publish(PublishRequest.builder().targetArn(endpoint).message("hi"));
        String topic = world.topic("t");
        world.subscribe(topic, "application", endpoint);
        world.publish(
                PublishRequest.builder()
                        .topicArn(topic)
                        .messageStructure("json")
                        .message("{\"default\":\"d\",\"GCM\":\"for gcm\"}"));
        assertThat(kept(world, KeptMessage.Kind.APPLICATION))
                .extracting(KeptMessage::text)
                .containsExactlyInAnyOrder("hi", "for gcm");
        world.node()
                .call(
                        SetEndpointAttributesRequest.builder()
                                .endpointArn(endpoint)
                                .attributes(Map.of("Enabled", "false"))
                                .build());
        world.refused(
                PublishRequest.builder().targetArn(endpoint).message("hi").build(),
                "EndpointDisabledException",
                "Endpoint is disabled");
    }

    @Test
    void listings_show_apps_and_devices_and_deletion_takes_both() {
        String application = application();
        String endpoint = endpoint(application, "device-1");
        ListPlatformApplicationsResponse applications =
                world.node().call(ListPlatformApplicationsRequest.builder().build());
        assertThat(applications.platformApplications())
                .extracting("platformApplicationArn")
                .containsExactly(application);
        ListEndpointsByPlatformApplicationResponse endpoints =
                world.node()
                        .call(
                                ListEndpointsByPlatformApplicationRequest.builder()
                                        .platformApplicationArn(application)
                                        .build());
        assertThat(endpoints.endpoints().getFirst().attributes())
                .isEqualTo(Map.of("Token", "device-1", "Enabled", "true"));
        world.node()
                .call(
                        DeletePlatformApplicationRequest.builder()
                                .platformApplicationArn(application)
                                .build());
        world.refused(
                GetEndpointAttributesRequest.builder().endpointArn(endpoint).build(),
                "NotFoundException",
                "Endpoint does not exist");
        application();
        assertThat(endpoint(application, "device-1")).isNotEqualTo(endpoint);
    }

    // Mail

    @Test
    void without_a_mail_server_mails_are_kept() {
        String topic = world.topic("t");
        String subscription = world.subscribe(topic, "email", "a@example.com");
        KeptMessage mail = kept(world, KeptMessage.Kind.EMAIL).getFirst();
        String token = SubscriptionTokens.find(world.node().engine(), subscription);
        assertThat(mail.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
        assertThat(mail.text())
                .contains("?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=" + token);
        world.node()
                .call(ConfirmSubscriptionRequest.builder().topicArn(topic).token(token).build());
        world.publish(PublishRequest.builder().topicArn(topic).subject("News").message("text"));
        KeptMessage news = kept(world, KeptMessage.Kind.EMAIL).getLast();
        assertThat(news.subject()).isEqualTo("News");
        assertThat(news.text())
                .startsWith("text\n")
                .contains("?Action=Unsubscribe&SubscriptionArn=" + subscription);
    }

    @Test
    void with_a_mail_server_mails_leave_and_are_tried_again() {
        World mailing = new World(SnsConfig.DEFAULTS, true);
        String topic = mailing.topic("t", "DisplayName", "The News");
        mailing.subscribe(topic, "email-json", "a@example.com");
        mailing.ends(new CallOutcome.Failed("CONNECTION_FAILURE", "down", true, null));
        mailing.node().advance(java.time.Duration.ofSeconds(12));
        OutsideCall.Mail mail = (OutsideCall.Mail) mailing.ends(new CallOutcome.Succeeded());
        assertThat(mail.to()).isEqualTo("a@example.com");
        assertThat(mail.sender()).isEqualTo("The News");
        assertThat(mail.signing()).isNotNull();
        assertThat(
                        World.json(new String(mail.body(), StandardCharsets.UTF_8))
                                .path("Type")
                                .asText())
                .isEqualTo("SubscriptionConfirmation");
    }
}
