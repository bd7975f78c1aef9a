package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.local.LocalProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a real ChromeDriver. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ChromeDriversTest {

    private final ProcessGroups groups = ProcessGroups.forThisMachine();
    private Reaper reaper;
    private HostedProcesses processes;
    private ChromeDrivers drivers;
    private int major;

    @TempDir
    Path work;

    @TempDir
    Path files;

    @BeforeEach
    void open() throws Exception {
        reaper = Reaper.start(groups);
        processes = new HostedProcesses(work, reaper, groups, new RecordedLog());
        drivers = new ChromeDrivers(processes, Duration.ofMillis(200));
        major = majorOf(Programs.chromedriver());
    }

    @AfterEach
    void close() {
        drivers.close();
        processes.close();
        reaper.close();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void one_driver_serves_all_views_and_is_stopped_when_it_is_idle() throws Exception {
        ChromeDrivers.Use first = drivers.acquire(Programs.chromedriver(), major);
        ChromeDrivers.Use second = drivers.acquire(Programs.chromedriver(), major);
        assertThat(second.baseUrl()).isEqualTo(first.baseUrl());
        assertThat(get(first.baseUrl(), "/status")).contains("\"ready\":true");
        first.close();
        first.close();
        assertThat(get(second.baseUrl(), "/status")).contains("\"ready\":true");

        second.close();

        await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
        ChromeDrivers.Use third = drivers.acquire(Programs.chromedriver(), major);
        assertThat(get(third.baseUrl(), "/status")).contains("\"ready\":true");
    }

    @Test
    void a_driver_that_died_is_replaced() throws Exception {
        ChromeDrivers.Use first = drivers.acquire(Programs.chromedriver(), major);
        killDrivers();
        first.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        ChromeDrivers.Use second = drivers.acquire(Programs.chromedriver(), major);
        first.close();

        assertThat(get(second.baseUrl(), "/status")).contains("\"ready\":true");
    }

    @Test
    void the_directory_of_a_driver_that_died_goes_with_it() throws Exception {
        ChromeDrivers.Use use = drivers.acquire(Programs.chromedriver(), major);
        killDrivers();

        await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
        assertThat(use.ended().toCompletableFuture().get(30, TimeUnit.SECONDS)).contains("exit code 137");
    }

    private void killDrivers() throws IOException {
        for (String row : ProcessTable.naming(work.toRealPath().toString())) {
            ProcessHandle.of(Long.parseLong(row.split(" ")[0])).orElseThrow().destroyForcibly();
        }
    }

    @Test
    void another_major_version_is_refused_with_both_versions_and_what_to_do() {
        assertThatThrownBy(() -> drivers.acquire(
                        new ChromeDriverFile(Programs.chromedriver(), false),
                        99,
                        "the browser /opt/chrome (Chrome/99.0.1.2)"))
                .isInstanceOfSatisfying(
                        ProviderFailure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.DRIVER_MISMATCH))
                .hasMessageContaining(Programs.chromedriver().toString())
                .hasMessageContaining("version " + major + ".")
                .hasMessageContaining("/opt/chrome (Chrome/99.0.1.2)")
                .hasMessageContaining("local.chromedriver");
    }

    @Test
    void a_file_that_is_no_driver_is_shown_with_its_output() throws IOException {
        Path broken = Files.writeString(files.resolve("driver"), "#!/bin/sh\necho wrong library >&2; exit 3\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

        for (Path unusable : new Path[] {broken, files.resolve("missing")}) {
            assertThatThrownBy(() -> drivers.acquire(unusable, major))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.BROWSER_NOT_FOUND))
                    .hasMessageContaining(unusable.toString());
        }
        assertThatThrownBy(() -> drivers.acquire(broken, major)).hasMessageContaining("wrong library");
    }

    @Test
    void a_real_session_runs_through_the_front() throws Exception {
        LocalProvider provider = new LocalProvider();
        ProvidedSession session = provider.create(
                new SessionSpec("local", 60_000, false, Map.of(), null),
                new KeeperStandIn.Here(processes, Programs.browser()));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (WebDriverFront front = WebDriverFront.open(loops);
                ChromeDrivers.Use use = drivers.acquire(Programs.chromedriver(), major)) {
            WebDriverFront.Route route = front.open(use.baseUrl(), Map.of());
            String address = URI.create(session.cdpUrl().orElseThrow().value()).getAuthority();
            String answer = post(
                    route,
                    "/session",
                    "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":" + "{\"debuggerAddress\":\"" + address
                            + "\"}}}}");
            String id = KeeperJson.read(answer, tools.jackson.databind.JsonNode.class)
                    .at("/value/sessionId")
                    .asString();
            String result = post(route, "/session/" + id + "/execute/sync", "{\"script\":\"return 6*7\",\"args\":[]}");
            assertThat(result).isEqualTo("{\"value\":42}");

            route.close();

            assertThat(get(use.baseUrl(), "/session/" + id + "/url")).contains("invalid session id");
            assertThat(provider.inspect(session.id()).running()).isTrue();
        } finally {
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
            provider.stop(session.id());
        }
    }

    private static int majorOf(Path driver) throws IOException {
        Process process = new ProcessBuilder(driver.toString(), "--version").start();
        return Integer.parseInt(process.inputReader().readLine().split("[ .]")[1]);
    }

    private static String post(WebDriverFront.Route route, String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(route.url().value() + path)).POST(BodyPublishers.ofString(body)));
    }

    private static String get(URI base, String path) throws Exception {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
