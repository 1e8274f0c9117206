package dev.antiphon.server;

import dev.antiphon.apigateway.ApiGatewayService;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.delivery.ingress.Ingress;
import dev.antiphon.delivery.source.ConsumerType;
import dev.antiphon.delivery.source.Pollers;
import dev.antiphon.delivery.source.SourceReader;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Incidents;
import dev.antiphon.events.EventsService;
import dev.antiphon.events.EventsTarget;
import dev.antiphon.invoker.Invoker;
import dev.antiphon.lambda.LambdaService;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.lambda.invocation.FunctionTarget;
import dev.antiphon.scheduler.SchedulerService;
import dev.antiphon.scheduler.SchedulerTarget;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Part;
import dev.antiphon.service.Service;
import dev.antiphon.sns.SnsParts;
import dev.antiphon.sns.SnsService;
import dev.antiphon.sns.TopicTarget;
import dev.antiphon.sqs.QueueSource;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.states.StatesService;
import dev.antiphon.states.StatesTarget;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.memory.MemoryStorage;
import dev.antiphon.storage.rocksdb.RocksStorage;
import dev.antiphon.sts.StsService;
import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.Front;
import dev.antiphon.wire.http.HttpHandler;
import dev.antiphon.wire.http.HttpServer;
import dev.antiphon.wire.http.Page;
import dev.antiphon.wire.http.Pages;
import dev.antiphon.wire.route.JsonRequests;
import dev.antiphon.wire.sigv4.Credentials;
import dev.antiphon.wire.sigv4.Keyring;
import dev.antiphon.wire.sigv4.SignatureVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server, and the one place where its parts are put together: the services on the engine,
 * the engine on its storage and its threads, and the wire in front.
 */
final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** What can be read. Adding a kind of source is a line here. */
    private static final Sources SOURCES = new Sources(List.of(new QueueSource()));

    /** What it serves. Adding a service to the server is a line here. */
    static List<Service> services(SnsParts sns, CodeConfig config, Outside outside) {
        return List.of(
                new SqsService(),
                new SnsService(sns),
                new EventsService(),
                new SchedulerService(),
                new StatesService(),
                new LambdaService(config, outside, outside, SOURCES),
                new ApiGatewayService(outside, new Proofs()),
                new StsService());
    }

    /** What takes deliveries. Adding a kind of target is a line here. */
    private static List<TargetType> targets(SnsParts sns, ServiceCalls calls) {
        return List.of(
                new QueueTarget(),
                new TopicTarget(sns),
                new EventsTarget(),
                new SchedulerTarget(),
                new StatesTarget(),
                new FunctionTarget(),
                calls);
    }

    private final Storage storage;
    private final EngineThreads threads;
    private final Calls calls;
    private final Invoker invoker;
    private final FunctionHost functions;
    private final HttpServer http;

    private Server(
            Storage storage,
            EngineThreads threads,
            Calls calls,
            Invoker invoker,
            FunctionHost functions,
            HttpServer http) {
        this.storage = storage;
        this.threads = threads;
        this.calls = calls;
        this.invoker = invoker;
        this.functions = functions;
        this.http = http;
    }

    /**
     * Starts a server. It answers when this returns.
     *
     * @param fatal told when the server cannot go on and must be stopped
     * @throws StorageException if the data cannot be read, or another server has it
     * @throws IOException if the address cannot be listened on
     */
    static Server start(Configuration configuration, Runnable fatal)
            throws StorageException, IOException {
        Metrics metrics = new Metrics();
        InstantSource clock = SteadyClock.system();
        Incidents incidents = incidents(fatal);
        SigningKey key = new SigningKey();
        SnsParts sns = new SnsParts(configuration.sns(), configuration.mail().sends(), key);
        Outside outside = new Outside();
        List<Service> services = services(sns, configuration.code(), outside);
        Storage storage = storage(configuration);
        Dispatcher.Reach reach = reach(configuration.auth());
        OwnJson json = new OwnJson(new JsonRequests(names(services)));
        ServiceCalls serviceCalls = new ServiceCalls(services, reach, json);
        Deliveries deliveries = new Deliveries(targets(sns, serviceCalls), reach);
        Pollers pollers = pollers(services);
        List<Part> parts = parts(services, deliveries, serviceCalls, pollers);
        ProcessKeys processKeys = new ProcessKeys();
        Authenticator authenticator = authenticator(configuration.auth(), processKeys);
        try {
            FunctionHost functions = new FunctionHost(configuration);
            SecureRandom seeds = new SecureRandom();
            Engine engine =
                    new Engine(
                            configuration.engine(),
                            Dispatcher.registrations(parts),
                            storage,
                            clock,
                            _ -> new SecretRandom(seeds),
                            metrics,
                            incidents);
            Calls calls = new Calls(new Dispatcher(engine, services, reach), services, metrics);
            Invoker invoker =
                    new Invoker(
                            engine,
                            deliveries,
                            pollers,
                            new OwnCalls(json, calls),
                            key,
                            configuration.mail(),
                            functions.runner(new StoredCode(engine), processKeys));
            outside.madeBy(invoker);
            Trail trail = new Trail(configuration.trace(), clock);
            engine.attach(new Effects(invoker, trail, metrics));
            open(engine);
            key.keptBy(engine);
            metrics.follow(engine);
            EngineThreads threads = EngineThreads.start(engine, clock, incidents);
            try {
                if (configuration.sns().snsSignQueueMessages()) {
                    key.prepare();
                }
                HttpServer http =
                        HttpServer.start(
                                configuration.http(),
                                handler(
                                        configuration,
                                        services,
                                        calls,
                                        metrics,
                                        authenticator,
                                        engine,
                                        clock,
                                        pages(
                                                engine,
                                                services,
                                                parts,
                                                metrics,
                                                authenticator,
                                                reach,
                                                trail,
                                                deliveries,
                                                key)));
                functions.reachedAt(http.address().getPort());
                return new Server(storage, threads, calls, invoker, functions, http);
            } catch (IOException | RuntimeException e) {
                invoker.close();
                functions.close();
                threads.stop();
                throw e;
            }
        } catch (StorageException | IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private static List<Part> parts(
            List<Service> services, Deliveries deliveries, ServiceCalls calls, Pollers pollers) {
        List<Part> parts = new ArrayList<>(services);
        parts.add(deliveries);
        parts.add(calls);
        parts.add(pollers);
        return parts;
    }

    private static Pollers pollers(List<Service> services) {
        List<ConsumerType<?, ?>> consumers = new ArrayList<>();
        for (Service service : services) {
            if (service instanceof SourceReader reader) {
                consumers.addAll(reader.consumers());
            }
        }
        return new Pollers(SOURCES, consumers);
    }

    private static List<String> names(List<Service> services) {
        return services.stream().map(Service::name).toList();
    }

    private static List<Gauge> gauges(AllPartitions partitions, List<Part> parts) {
        return partitions
                .ask(tx -> parts.stream().flatMap(part -> part.gauges(tx).stream()).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Page> pages(
            Engine engine,
            List<Service> services,
            List<Part> parts,
            Metrics metrics,
            Authenticator authenticator,
            Dispatcher.Reach reach,
            Trail trail,
            Deliveries deliveries,
            SigningKey key) {
        AllPartitions partitions = new AllPartitions(engine);
        PageAccess access = new PageAccess(authenticator, reach);
        return OwnPages.of(
                new HealthPages(names(services), () -> engine.committer().writable()),
                metrics,
                authenticator,
                () -> gauges(partitions, parts),
                new DeliveriesPage(partitions, deliveries),
                new EventsPage(trail),
                new SnsPages(partitions, engine, key, access),
                new MessagesPage(engine, authenticator, reach),
                new TriggerPage(engine, access),
                new CodePage(engine, InstantSource.system()));
    }

    /** What answers HTTP at addresses of its own. */
    private static List<Ingress> ingresses(List<Service> services) {
        return services.stream()
                .filter(Ingress.class::isInstance)
                .map(Ingress.class::cast)
                .toList();
    }

    private static HttpHandler handler(
            Configuration configuration,
            List<Service> services,
            Calls calls,
            Metrics metrics,
            Authenticator authenticator,
            Catalogs catalogs,
            InstantSource clock,
            List<Page> pages) {
        Front front = new Front(names(services), calls, authenticator);
        HttpHandler all = new Pages(pages, new CountedAnswers(front, metrics));
        HttpHandler guarded =
                switch (configuration.auth().auth()) {
                    case NONE -> new BrowserGuard(all);
                    case REQUIRED -> all; // no page can sign
                };
        return new IngressHandler(ingresses(services), catalogs, authenticator, clock, guarded);
    }

    private static Dispatcher.Reach reach(AuthConfig auth) {
        return switch (auth.auth()) {
            case NONE -> Dispatcher.Reach.EVERY_ACCOUNT;
            case REQUIRED -> Dispatcher.Reach.OWN_ACCOUNT;
        };
    }

    private static Authenticator authenticator(AuthConfig auth, ProcessKeys processes) {
        return switch (auth.auth()) {
            case NONE -> Authenticator.ANYONE;
            case REQUIRED -> {
                List<Credentials> keys =
                        auth.credentials().stream()
                                .map(key ->
                                        new Credentials(
                                                key.accessKeyId(),
                                                key.secretAccessKey(),
                                                key.account()))
                                .toList();
                yield new SignatureVerifier(
                                processes.besides(Keyring.of(keys)), InstantSource.system())
                        .authenticator();
            }
        };
    }

    private static Storage storage(Configuration configuration) throws StorageException {
        if (configuration.server().inMemory()) {
            return new MemoryStorage();
        }
        Path data = configuration.server().dataDir();
        Storage storage = RocksStorage.open(data, configuration.rocks());
        warnOfReaders(data);
        return storage;
    }

    /** Whose folder was there before may have reasons for its permissions: they are not changed. */
    private static void warnOfReaders(Path data) {
        try {
            if (Files.getPosixFilePermissions(data).contains(PosixFilePermission.OTHERS_READ)) {
                log.warn("every user of this machine can read {}; chmod 700 keeps them out", data);
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("nothing is known of who may read {}", data, e);
        }
    }

    private static void open(Engine engine) {
        try (ExecutorService openers =
                Executors.newFixedThreadPool(
                        Math.min(
                                engine.partitions().size(),
                                Runtime.getRuntime().availableProcessors()))) {
            engine.open(openers);
        }
    }

    private static Incidents incidents(Runnable fatal) {
        return new Incidents() {
            @Override
            public void contained(String what, Throwable cause) {
                log.error(what, cause);
            }

            @Override
            public void fatal(String what, Throwable cause) {
                log.error("{}; the server stops", what, cause);
                fatal.run();
            }
        };
    }

    /** Where it listens, as clients write it. */
    String address(Configuration configuration) {
        String scheme = configuration.http().tls() == null ? "http" : "https";
        String host = configuration.http().host();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + literal + ":" + port();
    }

    int port() {
        return http.address().getPort();
    }

    /**
     * Stops in this order: no new calls, long polls end, answers go out, what they rest on is
     * synced, the storage is closed.
     */
    void stop() {
        calls.stop();
        Thread closing = Thread.ofPlatform().name("http-stop").start(http::stop);
        invoker.close();
        functions.close();
        threads.refuseWaiting();
        join(closing);
        threads.stop();
        storage.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
