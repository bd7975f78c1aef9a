package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests that say what sessions of this machine do, unchanged, with the sessions of each service. Left out are those of the
 * tag {@code local}, about what only a browser of one's own can do.
 */
class HostedLifeTest {

    private static final String KEY = "key-of-the-service";
    private static final Duration LIMIT = Duration.ofMinutes(15);
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

    @ParameterizedTest
    @ValueSource(strings = {"browserless", "browserbase"})
    void isAsOnThisMachine(String provider) throws Exception {
        try (BrowserServer server =
                BrowserServer.builder().token(KEY).maxSessions(20).start()) {
            List<String> lines = run(provider, server);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(SelectedTests.FAILED))
                    .isEmpty();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(SelectedTests.PASSED))
                    .as("%s", lines)
                    .hasSizeGreaterThan(50);
        }
    }

    private static List<String> run(String provider, BrowserServer server) throws IOException, InterruptedException {
        Path output = Path.of("target", "hosted-" + provider + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command(provider)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment(provider, server.url().toString()));
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

    private static List<String> command(String provider) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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

    private static Map<String, String> environment(String provider, String url) {
        return switch (provider) {
            case "browserless" -> Map.of("BROWSERLESS_URL", url, "BROWSERLESS_TOKEN", KEY);
            default ->
                Map.of(
                        "BROWSERBASE_BASE_URL",
                        url,
                        "BROWSERBASE_API_KEY",
                        KEY,
                        "BROWSERBASE_PROJECT_ID",
                        "11111111-2222-4333-8444-555555555555");
        };
    }
}
