package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.command.CommandLine;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leaves_nothing_however_it_is_ended(boolean killed) throws Exception {
        try (ServeProcess serve = ServeProcess.start("--token", "s3cret")) {
            URI url = serve.url();
            ServerClient http = new ServerClient(url);
            assertThat(http.post("/session?token=s3cret", "{\"ttl\":60000}").statusCode())
                    .isEqualTo(200);
            try (CdpClient client = CdpClient.connect("ws://" + url.getAuthority() + "/?token=s3cret")) {
                client.page("about:blank");
                assertThat(serve.processes()).isGreaterThan(4);
                assertThat(serve.directories()).isEqualTo(3);

                long before = System.nanoTime();
                if (killed) {
                    serve.kill();
                } else {
                    serve.terminate();
                }
                await().atMost(LIMIT).until(() -> serve.processes() == 0 && serve.directories() == 0);
                System.out.printf(
                        "serve %s: nothing is left after %d ms%n",
                        killed ? "killed" : "terminated", (System.nanoTime() - before) / 1_000_000);
            }
            serve.exitCode();
            assertThat(serve.saysAtItsEnd()).doesNotContain("s3cret");
        }
    }

    @Test
    void its_sessions_are_listed_and_stopped_by_the_command_line() throws Exception {
        try (ServeProcess serve = ServeProcess.start()) {
            ServerClient http = new ServerClient(serve.url());
            String id = ServerClient.json(http.post("/session", "{\"ttl\":60000}"))
                    .path("id")
                    .asString();

            assertThat(CommandLine.run("list", "--state-dir", serve.state().toString()))
                    .contains("Browserless session " + id);
            assertThat(CommandLine.run(
                            "stop",
                            "--all",
                            "--wait",
                            "--state-dir",
                            serve.state().toString()))
                    .contains("is stopped after");

            await().atMost(LIMIT).until(() -> http.get("/session/" + id).statusCode() == 404);
            await("its data are gone").atMost(LIMIT).until(serve::directories, count -> count == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--host 0.0.0.0, set a token",
        "--host nowhere.invalid, nowhere.invalid",
        "--port 70000, 65535",
        "--port many, many",
        "--max-sessions 0, at least one",
        "--default-timeout 5, default-timeout",
        "--behave nonsense, <name>=<value>",
        "--behave browserless.speed=1, browserless.sessions",
        "--behave browserless.reconnect=maybe, cannot be maybe",
        "--behave browserbase.speed=1, browserbase.first-connect",
        "--behave browserbase.plan=rich, 'cannot be rich: it is paid, free or used-up'",
        "--behave browserbase.creations-per-minute=-1, cannot be -1",
        "--behave browserbase.silence=10m, cannot be 10m: it is a time as in PT30S",
        "--behave live.frame=x, live.frame-ancestors",
        "--behave live.frame-ancestors=a;b, cannot be a;b",
        "--speed 1, speed"
    })
    void says_what_is_wrong_with_its_arguments(String arguments, String word) {
        assertThat(CommandLine.problem(("serve " + arguments).split(" "))).containsIgnoringCase(word);
    }
}
