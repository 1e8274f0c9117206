package dev.antiphon.server;

import dev.antiphon.engine.EngineConfig;
import dev.antiphon.invoker.MailConfig;
import dev.antiphon.invoker.function.FunctionConfig;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.server.config.ConfigException;
import dev.antiphon.server.config.Settings;
import dev.antiphon.sns.SnsConfig;
import dev.antiphon.storage.rocksdb.RocksConfig;
import dev.antiphon.wire.http.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of every component, judged together: the rules that tie several of them. */
record Configuration(
        ServerConfig server,
        HttpConfig http,
        AuthConfig auth,
        EngineConfig engine,
        RocksConfig rocks,
        TraceConfig trace,
        SnsConfig sns,
        MailConfig mail,
        CodeConfig code,
        FunctionConfig functions) {

    /** The records that settings are bound to, with their defaults. */
    static List<Record> defaults() {
        return List.of(
                ServerConfig.DEFAULTS,
                HttpConfig.DEFAULTS,
                TlsConfig.DEFAULTS,
                AuthConfig.DEFAULTS,
                EngineConfig.forCores(Runtime.getRuntime().availableProcessors()),
                RocksConfig.defaults(),
                TraceConfig.DEFAULTS,
                SnsConfig.DEFAULTS,
                MailConfig.DEFAULTS,
                CodeConfig.DEFAULTS,
                FunctionConfig.DEFAULTS);
    }

    /**
     * @param file the settings file, or null
     * @throws ConfigException with the line for the user, if anything is wrong
     */
    static Configuration read(
            @Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        Settings settings = Settings.read(defaults(), file, environment, options);
        AuthConfig auth = settings.bind(AuthConfig.DEFAULTS);
        Configuration configuration =
                new Configuration(
                        settings.bind(ServerConfig.DEFAULTS),
                        http(settings),
                        auth,
                        settings.bind(
                                EngineConfig.forCores(Runtime.getRuntime().availableProcessors())),
                        settings.bind(RocksConfig.defaults()),
                        settings.bind(TraceConfig.DEFAULTS),
                        settings.bind(SnsConfig.DEFAULTS),
                        settings.bind(MailConfig.DEFAULTS),
                        settings.bind(CodeConfig.DEFAULTS)
                                .decided(auth.auth() == AuthConfig.Mode.NONE),
                        settings.bind(FunctionConfig.DEFAULTS));
        configuration.check(settings);
        return configuration;
    }

    private static HttpConfig http(Settings settings) {
        HttpConfig http = settings.bind(HttpConfig.DEFAULTS);
        TlsConfig files = settings.bind(TlsConfig.DEFAULTS);
        Path certificate = files.tlsCert();
        Path key = files.tlsKey();
        if (certificate == null && key == null) {
            return http;
        }
        if (certificate == null) {
            throw new ConfigException(settings.where("tls-key"), "tls-key needs tls-cert as well");
        }
        if (key == null) {
            throw new ConfigException(settings.where("tls-cert"), "tls-cert needs tls-key as well");
        }
        return new HttpConfig(
                http.host(),
                http.port(),
                http.eventLoops(),
                new HttpConfig.Tls(certificate, key),
                http.limits(),
                http.timeouts());
    }

    private void check(Settings settings) {
        boolean authenticated = auth.auth() == AuthConfig.Mode.REQUIRED;
        if (authenticated && auth.credentials().isEmpty()) {
            throw new ConfigException(
                    settings.where("auth"), "auth is required, but there are no credentials");
        }
        if (!authenticated
                && !server.allowUnauthenticatedNetworkAccess()
                && !isLoopback(http.host(), settings)) {
            throw new ConfigException(
                    settings.where("host"),
                    "host "
                            + http.host()
                            + " is reachable from other machines, and anyone there could read and"
                            + " change everything; set auth: required with credentials, or"
                            + " allow-unauthenticated-network-access");
        }
    }

    private static boolean isLoopback(String host, Settings settings) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new ConfigException(settings.where("host"), "host " + host + " is not known");
        }
    }
}
