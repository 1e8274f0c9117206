package dev.antiphon.compat;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** AWS SDK for Java 2.x, the blocking clients on their usual HTTP client. */
final class JavaSdk implements Sdk {
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final List<SdkAutoCloseable> clients = new ArrayList<>();

    @Override
    public SqsClient sqs(Access access) {
        SqsClient client = access.configure(SqsClient.builder()).httpClient(http).build();
        clients.add(client);
        return client;
    }

    @Override
    public StsClient sts(Access access) {
        StsClient client = access.configure(StsClient.builder()).httpClient(http).build();
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(SdkAutoCloseable::close);
        http.close();
    }
}
