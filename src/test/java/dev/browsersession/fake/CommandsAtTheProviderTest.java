package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.KeeperCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sweep} and {@code stop}, where sessions are somewhere else. */
class CommandsAtTheProviderTest extends FakeTestCase {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void settings() {
        parameters.put("browser.session.provider", "fake");
        parameters.put("browser.session." + FakeProvider.URL, cloud.url());
    }

    @Test
    void stopsWhatHasTheTagAndNothingElse() {
        try (Keeper keeper = open()) {
            String id = keeper.acquire(session()).session().id();
            String other = keeper.acquire(session()).session().id();
            String tag = cloud.tagOf(id);

            assertThat(sweep("--tag", tag)).isZero();

            assertThat(cloud.running()).containsExactly(other);
            assertThat(text(out)).isEqualTo("Stopped session " + id + " at fake.\n");
            out.reset();
            assertThat(sweep("--tag", tag)).isZero();
            assertThat(text(out)).isEqualTo("No session has a tag that begins with " + tag + ".\n");
        }
    }

    @Test
    void saysWhatItCouldNotStop() {
        try (Keeper keeper = open()) {
            String id = keeper.acquire(session()).session().id();
            cloud.trouble("DELETE", FakeCloud.status(500));

            assertThat(sweep("--tag", cloud.tagOf(id).substring(0, 3))).isEqualTo(1);

            assertThat(text(err))
                    .startsWith("Not removed: session " + id + " at fake: ")
                    .contains("status 500");
            assertThat(cloud.running()).containsExactly(id);
        }
    }

    @Test
    void saysWhereAProviderCannotTell() {
        parameters.put("browser.session." + FakeProvider.FIND, "false");
        assertThat(sweep("--tag", "none-")).isEqualTo(1);
        assertThat(text(err)).startsWith("Provider fake cannot tell which sessions have a tag.");
    }

    @Test
    void saysWhereATagIsNotNeeded() {
        parameters.put("browser.session.provider", "local");
        assertThat(sweep("--tag", "none-")).isEqualTo(1);
        assertThat(text(err)).startsWith("Provider local has its sessions on this machine");
    }

    @Test
    void stopsWhatADeadKeeperHadWrittenDown() throws IOException {
        Keeper keeper = open();
        String id = keeper.acquire(session()).session().id();
        killKeeper();
        keeper.close();
        assertThat(cloud.running()).containsExactly(id);

        assertThat(sweep()).isZero();

        assertThat(cloud.running()).isEmpty();
        assertThat(text(out)).startsWith("Removed session " + id + " (tag ");
        assertThat(journaled()).isEmpty();
    }

    @Test
    void namesWhatItHasNoCredentialsFor() throws IOException {
        environment.put(FakeProvider.TOKEN, "secret-of-another");
        Keeper keeper = open();
        String id = keeper.acquire(session()).session().id();
        killKeeper();
        keeper.close();

        assertThat(sweep()).isEqualTo(1);

        assertThat(text(err))
                .startsWith("Not removed: session " + id + " (tag ")
                .contains("do not open its account; its ttl ends in")
                .doesNotContain("secret-of-another");
        assertThat(cloud.running()).containsExactly(id);
        assertThat(sweepWith(Map.of(FakeProvider.TOKEN, "secret-of-another"))).isZero();
    }

    @Test
    void aStopThatIsWaitedForFailsWhereTheSessionIsNotGoneInTime() {
        try (Keeper keeper = open()) {
            String id = keeper.acquire(session()).session().id();
            for (int i = 0; i < 5; i++) {
                cloud.trouble("DELETE", FakeCloud.status(500));
            }

            assertThat(run("stop", List.of(id), Map.of("wait", "1000"), System.getenv()))
                    .isEqualTo(1);

            assertThat(text(err))
                    .startsWith("Session " + id + " is not gone after 1s; its keeper goes on trying, see ");
            assertThat(run("stop", List.of(), Map.of("wait", "30000"), System.getenv()))
                    .isZero();
            assertThat(cloud.running()).isEmpty();
        }
    }

    private int sweep(String... tag) {
        return run("sweep", List.of(), tag.length == 0 ? Map.of() : Map.of("tag", tag[1]), System.getenv());
    }

    private int sweepWith(Map<String, String> credentials) {
        return run("sweep", List.of(), Map.of(), credentials);
    }

    private int run(String command, List<String> operands, Map<String, String> options, Map<String, String> variables) {
        return KeeperCommand.run(
                new Settings(name -> Optional.ofNullable(parameters.get(name)), variables),
                command,
                operands,
                options,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
