package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import dev.browsersession.it.StartedOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The tests that say what sessions of this machine do, unchanged, with the sessions of a service. Left out are those of the tag
 * {@code local}, about what only a browser of one's own can do.
 */
abstract class HostedLife {

    static final String KEY = "key-of-the-service";

    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final List<String> TESTS = List.of(
            "LifeTest",
            "NestedTest",
            "TtlTest",
            "InjectionTest",
            "ClearTest",
            "StopHooksTest",
            "EvidenceTest",
            "SharedTest",
            "SharedInParallelTest",
            // Last: a keeper is killed in it, and what it had at a service waits for the next keeper of the account.
            "FailureTest");

    private final String provider;

    HostedLife(String provider) {
        this.provider = provider;
    }

    /** What the provider has to find in the environment of the tests. */
    abstract Map<String, String> environment(String url);

    @Test
    void isAsOnThisMachine() throws Exception {
        try (BrowserServer server =
                BrowserServer.builder().token(KEY).maxSessions(20).start()) {
            List<String> lines = run(server);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(SelectedTests.FAILED))
                    .isEmpty();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(SelectedTests.PASSED))
                    .as("%s", lines)
                    .hasSizeGreaterThan(50);
        }
    }

    private List<String> run(BrowserServer server) throws IOException, InterruptedException {
        Path output = Path.of("target", "hosted-" + provider + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment(server.url().toString()));
        Process tests = builder.start();
        try {
            assertThat(tests.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the end of %s", output)
                    .isTrue();
        } finally {
            tests.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StartedOwner.SHORT_LIVED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        for (String property : List.of("browser.session.state-dir", "browser.session.project")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.add("-Dbrowser.session.override.provider=" + provider);
        command.add(SelectedTests.class.getName());
        TESTS.forEach(test -> command.add("dev.browsersession.jupiter." + test));
        return command;
    }
}
