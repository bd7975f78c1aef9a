package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendors' own clients and Puppeteer and Playwright, which know nothing of this server but its address and its keys. */
class VendorsClientsTest {

    private static final String TOKEN = "a-token";
    private static final String API_KEY = "bb_live_a-key";

    private static NpmProject clients;
    private static ServeProcess server;

    @BeforeAll
    static void start() throws Exception {
        try {
            clients = NpmProject.install();
        } catch (Unavailable e) {
            Files.writeString(Path.of("target/skipped.txt"), e.getMessage());
            abort("The vendors' clients are not to be had here: " + e.getMessage());
        }
        server =
                ServeProcess.start(List.of("--port=0", "--token=" + TOKEN, "--api-key=" + API_KEY, "--max-sessions=4"));
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"browserless-closing", "reconnect", "browserbase-keep-alive"})
    void clientsWork(String program) throws Exception {
        NpmProject.Outcome outcome = clients.test(
                program + ".test.js",
                Map.of(
                        "SERVER_URL",
                        server.url(),
                        "BROWSERLESS_TOKEN",
                        TOKEN,
                        "BROWSERBASE_BASE_URL",
                        server.url(),
                        "BROWSERBASE_API_KEY",
                        API_KEY,
                        "BROWSERBASE_PROJECT_ID",
                        "5f1c1a0e-0000-4000-8000-00000000000a"));

        System.out.println(outcome.output());
        assertEquals(0, outcome.code(), outcome.output());
        assertTrue(outcome.output().matches("(?s).*\\bpass [5-9]\\b.*"), "Too few tests were run.");
    }
}
