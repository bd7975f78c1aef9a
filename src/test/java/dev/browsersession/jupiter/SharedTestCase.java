package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.testkit.Kit;
import dev.browsersession.testkit.Leftovers;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Runs test classes that share a session as a run of their own, after which nothing of it may be left. */
@Timeout(180)
abstract class SharedTestCase {

    /** The ids of the sessions that its test classes had. */
    static final Set<String> USED = new ConcurrentSkipListSet<>();

    /** As in an IDE: the run is over when this JVM's connection to the keeper ends, not with the build around this test. */
    static Kit ownRun() {
        return kit().with("browser.session.run", "0");
    }

    @BeforeEach
    void forget() {
        JvmOwner.closeCurrent();
        USED.clear();
    }

    @AfterEach
    void nothingIsLeftAfterTheRun() {
        JvmOwner.closeCurrent();
        Awaitility.await().untilAsserted(() -> {
            assertThat(Leftovers.directories()).isEmpty();
            assertThat(Leftovers.browsers()).isEmpty();
        });
    }
}
