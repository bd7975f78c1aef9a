package example;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.SessionTraces;
import dev.browsersession.testkit.Kit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Browsers elsewhere: a server in another JVM stands for the service. What a dead keeper had there is for the next one to stop.
 * Where the server is, and its key, is in the environment.
 */
final class Service implements Place {

    private static final Duration NET = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Path state;
    private final SessionTraces traces;
    private SessionDirectories seen;

    private Service(String name, Path state) throws IOException {
        this.name = name;
        this.state = state;
        this.traces = SessionTraces.later(state);
        this.seen = SessionDirectories.below(state);
    }

    static Service named(String name) {
        try {
            return new Service(name, Path.of(System.getProperty("service.state")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String provider() {
        return name;
    }

    @Override
    public Stream<Way> ways() {
        Way killed = new Way(HowItEnds.KILL, BrowserState.RUNNING, true);
        Way alone = new Way(HowItEnds.WITH_REAPER, BrowserState.RUNNING, false);
        Way told = new Way(HowItEnds.TERM, BrowserState.RUNNING, true);
        return losesThem() ? Stream.of(killed, alone, told) : Stream.of(killed, alone);
    }

    @Override
    public Prepared prepare(Way way, Path scripts) throws IOException {
        BrowserGate gate = ServiceTest.GATE;
        gate.shutIt();
        Kit kit = kit().with("browser.session.keepAlive", Boolean.toString(way.keepAlive()));
        if (name.equals("browserless")) {
            // So that the end of what is lost can be waited for. No session is used for as long.
            kit.with("browser.session.ttl", "75s");
        }
        return new Prepared() {
            @Override
            public Kit kit() {
                return kit;
            }

            @Override
            public void endWhileCreating() throws IOException, InterruptedException {
                gate.awaitBrowser();
                Ending.reached(Point.CREATING);
                gate.openIt();
            }
        };
    }

    @Override
    public synchronized SessionDirectories made() throws IOException {
        SessionDirectories now = SessionDirectories.below(state);
        SessionDirectories made = now.without(seen).withoutDrivers();
        seen = now;
        return made;
    }

    /** A keeper that may end by itself waits until it hears of what it has asked for. */
    @Override
    public boolean leavesCreates(HowItEnds how) {
        return how != HowItEnds.TERM;
    }

    /** The Session API of Browserless marks no sessions and lists none. */
    @Override
    public boolean losesThem() {
        return name.equals("browserless");
    }

    @Override
    public String noRoom() {
        return "No session was asked for: what must outlive the keeper cannot be written down (";
    }

    @Override
    public void awaitNothingLeft(SessionDirectories lost) {
        Awaitility.await().atMost(NET).untilAsserted(() -> {
            assertThat(traces.found())
                    .filteredOn(trace ->
                            lost.directories().stream().noneMatch(directory -> trace.contains(directory.toString())))
                    .isEmpty();
            assertThat(listed()).isEqualTo("[]");
        });
    }

    private String listed() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                switch (name) {
                    case "browserless" ->
                        HttpRequest.newBuilder(URI.create(System.getenv("BROWSERLESS_URL") + "/sessions?token="
                                + System.getenv("BROWSERLESS_TOKEN")));
                    default ->
                        HttpRequest.newBuilder(URI.create(
                                        System.getenv("BROWSERBASE_BASE_URL") + "/v1/sessions?status=RUNNING"))
                                .header("X-BB-API-Key", System.getenv("BROWSERBASE_API_KEY"));
                };
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}
