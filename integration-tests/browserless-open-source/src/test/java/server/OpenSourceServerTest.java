package server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import example.Expiring;
import example.Kept;
import example.SharedOne;
import example.SharedTwo;
import example.TwoUsers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A real third party's server, which has neither a Session API nor {@code Browserless.reconnect}. */
class OpenSourceServerTest {

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        try {
            NpmServer installed = NpmServer.installed(Path.of(System.getProperty("npm.project")));
            Path target = Path.of("target").toAbsolutePath();
            server = RunningServer.start(installed, Files.createTempDirectory(target, "server-"));
        } catch (NpmServer.Unavailable e) {
            Files.writeString(Path.of("target/skipped.txt"), e.getMessage());
            abort("The open-source Browserless is not to be had here: " + e.getMessage());
        }
        System.setProperty("browser.session.browserless.endpoint", server.url());
        example.Server.browsers = server::browsers;
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void theServerHasNoBrowserLeft() {
        assertThat(server.browsers()).as("browsers that the server has").isEmpty();
    }

    @Test
    void aSessionIsKeptAliveBetweenTestsByTheKeepersConnection() {
        assertThat(run(Kept.class).getTestsSucceededCount()).isEqualTo(3);
    }

    @Test
    void severalViewsAreOfOneBrowser() {
        assertThat(run(TwoUsers.class).getTestsSucceededCount()).isEqualTo(2);
    }

    @Test
    void aSharedSessionGoesFromClassToClass() {
        assertThat(run(SharedOne.class, SharedTwo.class).getTestsSucceededCount())
                .isEqualTo(2);
    }

    @Test
    void theServersTimeOutIsToldAsTheEndOfTheTtl() {
        TestExecutionSummary summary = run(Expiring.class);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getFailures().get(0).getException()).hasMessageMatching("(?s).*(its ttl|TTL_REACHED).*");
    }

    private static TestExecutionSummary run(Class<?>... classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(Stream.of(classes).map(it -> selectClass(it)).toList())
                        .build(),
                listener);
        StringWriter failures = new StringWriter();
        listener.getSummary().printFailuresTo(new PrintWriter(failures));
        System.out.println(failures);
        return listener.getSummary();
    }
}
