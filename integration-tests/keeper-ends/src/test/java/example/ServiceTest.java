package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.Elsewhere;
import dev.browsersession.testkit.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The same tests with sessions from a service: in a JVM of their own, since keys come from the environment. The server that stands
 * for the service is in this JVM, so that it does not end with the keepers.
 */
@EnabledIfSystemProperty(named = "place", matches = ".+")
class ServiceTest {

    static final BrowserGate GATE = new BrowserGate(Path.of("target", "service").toAbsolutePath());

    @Test
    void isLeftAsThisMachineIs() throws Exception {
        Files.createDirectories(GATE.directory());
        GATE.write(Path.of("/usr/bin/chromium"));
        OtherJvm.Start start = OtherJvm.Start.tests(
                        Leftovers.stateDirectory(),
                        KilledKeeperTest.class.getName(),
                        FullDiskTest.class.getName() + "#failsTheTestThatNeedsRoomWithTheReasonAndNoOther")
                .with(Elsewhere.environment(
                        System.getProperty("service.state"), server -> server.browser(GATE.script())));
        try (OtherJvm tests = start.run()) {
            String failed = tests.await("failed ");
            tests.seen().forEach(System.out::println);
            assertThat(failed).isEqualTo("failed 0");
            assertThat(Integer.parseInt(tests.await("passed ").replaceFirst("passed ", "")))
                    .isGreaterThanOrEqualTo((int) Place.current().ways().count());
        }
    }
}
