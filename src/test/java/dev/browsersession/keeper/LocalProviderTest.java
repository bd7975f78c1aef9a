package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import dev.browsersession.provider.local.LocalProvider;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a real browser and real process groups. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LocalProviderTest {

    private final ProcessGroups groups = ProcessGroups.forThisMachine();
    private final LocalProvider provider = new LocalProvider();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private Reaper reaper;
    private HostedProcesses processes;

    @TempDir
    Path work;

    @TempDir
    Path files;

    @BeforeEach
    void open() throws IOException {
        reaper = Reaper.start(groups);
        processes = new HostedProcesses(work, reaper, groups, new RecordedLog());
    }

    @AfterEach
    void close() {
        processes.close();
        reaper.close();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void is_found_by_its_service_line() {
        assertThat(ServiceLoader.load(SessionProvider.class)).hasAtLeastOneElementOfType(LocalProvider.class);
        assertThat(provider.describe().provider()).isEqualTo("local");
        assertThat(provider.describe().runsHere()).isTrue();
    }

    @Test
    void starts_a_browser_that_can_be_connected_to_and_stops_it() throws Exception {
        ProvidedSession session = create(Map.of(), BrowserLaunch.NONE);

        assertThat(get(session, "/json/version")).contains("Chrome/");
        assertThat(provider.inspect(session.id()).running()).isTrue();

        provider.stop(session.id());

        assertThat(ProcessTable.naming(work.toString())).isEmpty();
        assertThat(work).isEmptyDirectory();
        assertThat(provider.inspect(session.id()).running()).isFalse();
        assertThat(ends.poll(500, TimeUnit.MILLISECONDS)).isNull();
        provider.stop(session.id());
        provider.stop("local-never-there");
    }

    @Test
    void only_crash_handlers_leave_the_process_group_and_they_end_with_it() throws Exception {
        ProvidedSession session = create(Map.of(), BrowserLaunch.NONE);
        await().until(() ->
                ProcessTable.naming(work.toString()).stream().anyMatch(row -> row.contains("--type=renderer")));
        String group = Long.toString(browserGroup());

        // Not at once: for some milliseconds a handler that is about to run still shows the browser's command line.
        await().untilAsserted(() -> assertThat(
                        ProcessTable.naming(work.toString()).stream().filter(row -> !row.split(" ")[1].equals(group)))
                .allMatch(row -> row.contains("crashpad_handler") && row.contains("--database=" + work)));
        provider.stop(session.id());

        assertThat(ProcessTable.naming(work.toString())).isEmpty();
    }

    @Test
    void the_browser_reaches_servers() throws Exception {
        ProvidedSession session = create(Map.of(), BrowserLaunch.NONE);
        Path page = Files.writeString(files.resolve("page.html"), "<title>plain</title>");

        HttpServerOfFiles.serving(page, url -> {
            put(session, "/json/new?" + url);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(session, "/json/list").contains("\"plain\""));
        });
    }

    @Test
    void says_when_the_browser_was_killed() throws Exception {
        ProvidedSession session = create(Map.of(), BrowserLaunch.NONE);

        ProcessTable.signal("KILL", browserGroup());

        assertThat(ends.poll(60, TimeUnit.SECONDS)).isEqualTo("its browser process was killed by signal 9");
        assertThat(provider.inspect(session.id()).detail()).isEqualTo("its browser process was killed by signal 9");
        provider.stop(session.id());
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void says_when_the_browser_exited() throws Exception {
        ProvidedSession session = create(Map.of(), BrowserLaunch.NONE);

        ProcessTable.signal("TERM", browserGroup());

        assertThat(ends.poll(60, TimeUnit.SECONDS))
                .matches("its browser process (exited with code|was killed by signal) [0-9]+");
        provider.stop(session.id());
    }

    @Test
    void options_preferences_and_extensions_reach_the_browser() throws Exception {
        BrowserLaunch launch = new BrowserLaunch(
                List.of("--lang=de", "user-agent=Test/1"),
                List.of("enable-automation"),
                Map.of("profile.default_content_setting_values.javascript", 1, "webkit.webprefs.default_font_size", 33),
                Map.of("browser.enabled_labs_experiments", List.of()),
                List.of(ExtensionFile.zipBase64("extended")));
        ProvidedSession session =
                create(Map.of("local.window-size", "731x603", "local.drop-flags", "disable-quic"), launch);
        Path page = Files.writeString(files.resolve("page.html"), "<title>plain</title>");

        String command = ProcessTable.naming(work.toString()).toString();
        assertThat(command).contains("--window-size=731,603").contains("--user-agent=Test/1");
        assertThat(command).doesNotContain("--disable-quic").doesNotContain("--enable-automation");
        HttpServerOfFiles.serving(page, url -> {
            put(session, "/json/new?" + url);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(session, "/json/list").contains("extended"));
        });
    }

    @Test
    void a_browser_that_does_not_start_is_shown_with_its_last_output() throws Exception {
        Path broken = script("echo it is raining >&2; exit 7");

        assertThatThrownBy(() -> create(broken))
                .isInstanceOfSatisfying(
                        ProviderFailure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.PROVIDER))
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("exited with code 7")
                .hasMessageContaining("it is raining");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void a_browser_that_is_not_there_is_named() {
        assertThatThrownBy(() -> create(files.resolve("nothing")))
                .isInstanceOfSatisfying(
                        ProviderFailure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.BROWSER_NOT_FOUND))
                .hasMessageContaining(files.resolve("nothing").toString());
    }

    @Test
    void root_gets_no_sandbox_and_others_only_where_it_does_not_work() throws Exception {
        String browser = Programs.browser().toString();
        Path picky = script("for a; do if [ \"$a\" = --no-sandbox ]; then exec " + browser + " \"$@\"; fi; done\n"
                + "echo 'No usable sandbox!' >&2; exit 1");
        assertThat(provider.inspect(create(picky).id()).running()).isTrue();

        List<String> asAnother = new ArrayList<>(List.of("unshare", "-U", "--map-user=1000"));
        assumeThat(run(asAnother, "true")).as("user namespaces").isZero();
        asAnother.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
        asAnother.addAll(List.of(System.getProperty("java.class.path"), KeeperStandIn.class.getName()));
        asAnother.addAll(List.of(Files.createDirectory(work.resolve("w")).toString(), picky.toString()));
        Process other = new ProcessBuilder(asAnother).redirectErrorStream(true).start();
        try (var output = other.inputReader()) {
            List<String> lines = new ArrayList<>();
            for (String line = output.readLine(); line != null && !line.equals("ready"); line = output.readLine()) {
                lines.add(line);
            }
            assertThat(lines).anyMatch(line -> line.contains("cannot run with its sandbox here"));
            assertThat(other.isAlive()).as(String.join("\n", lines)).isTrue();
        } finally {
            other.destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> work.resolve("w").toFile().list().length == 0);
        Files.delete(work.resolve("w"));
    }

    @Test
    void a_user_who_wants_the_sandbox_gets_it_or_an_error() throws Exception {
        Path picky = script("echo 'No usable sandbox!' >&2; exit 1");
        SessionSpec spec =
                new SessionSpec("local", 60_000, false, Map.of("local.drop-flags", "no-sandbox"), BrowserLaunch.NONE);

        assertThatThrownBy(() -> provider.create(spec, here(picky))).hasMessageContaining("No usable sandbox!");
    }

    @Test
    void bad_options_start_nothing() {
        assertRefused("local.headless", "maybe", "true or false");
        assertRefused("local.window-size", "1280", "<width>x<height>");
        assertRefused("local.window-size", "0x100", "from 1 to 16384");
        assertRefused("local.drop-flags", "no-such-flag", "disable-quic");
        assertThatThrownBy(() ->
                        create(Map.of(), new BrowserLaunch(List.of("--user-data-dir=/tmp/x"), null, null, null, null)))
                .hasMessageContaining("--user-data-dir=/tmp/x")
                .hasMessageContaining("profile directory of its own");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void an_interrupted_start_leaves_nothing() throws Exception {
        Path slow = script("sleep 60");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread starter = new Thread(() -> failure.set(catchThrowable(() -> create(slow))));
        starter.start();
        await().until(() -> !ProcessTable.naming(work.toString()).isEmpty());

        starter.interrupt();
        starter.join();

        assertThat(failure.get()).isInstanceOf(ProviderFailure.class);
        assertThat(ProcessTable.naming(work.toString())).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    private void assertRefused(String key, String value, String allowed) {
        assertThatThrownBy(() -> create(Map.of(key, value), BrowserLaunch.NONE))
                .isInstanceOfSatisfying(
                        ProviderFailure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
                .hasMessageContaining(key)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(allowed);
    }

    private ProvidedSession create(Map<String, String> options, BrowserLaunch launch) throws ProviderFailure {
        return provider.create(new SessionSpec("local", 60_000, false, options, launch), here(Programs.browser()));
    }

    private ProvidedSession create(Path browser) throws ProviderFailure {
        return provider.create(new SessionSpec("local", 60_000, false, Map.of(), BrowserLaunch.NONE), here(browser));
    }

    private Surroundings here(Path browser) {
        return new Surroundings() {
            @Override
            public Map<String, String> environment() {
                return System.getenv();
            }

            @Override
            public Optional<Path> browser() {
                return Optional.of(browser);
            }

            @Override
            public HostedProcesses processes() {
                return processes;
            }

            @Override
            public Access access() {
                return Access.NONE;
            }

            @Override
            public void tell(String sentence) {
                throw new AssertionError(sentence);
            }

            @Override
            public String tag() {
                return "a-tag";
            }

            @Override
            public void ended(String detail) {
                ends.add(detail);
            }
        };
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(files.resolve("browser"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private long browserGroup() {
        long browser = Leftovers.browsersOf(work).get(0).pid();
        return ProcStat.of(Long.toString(browser)).orElseThrow().group();
    }

    private static int run(List<String> command, String argument) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.add(argument);
        return new ProcessBuilder(whole).start().waitFor();
    }

    private static String get(ProvidedSession session, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(http(session, path)).build());
    }

    private static void put(ProvidedSession session, String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(http(session, path))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static URI http(ProvidedSession session, String path) {
        return URI.create(
                "http://" + URI.create(session.cdpUrl().orElseThrow().value()).getAuthority() + path);
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
