package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.LinuxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Machines that have their state directory on a file system in common. A machine is told by the same key that keeps CI jobs
 * apart, and a job is what a test can have two of.
 */
@Timeout(90)
class ForeignMachineTest {

    private static final Map<String, String> HERE = Map.of("CI_JOB_ID", "here");
    private static final Map<String, String> THERE = Map.of("CI_JOB_ID", "there");

    @RegisterExtension
    final OwnKeepers keepers = new OwnKeepers();

    @Test
    void haveAKeeperEachAndCleanUpNothingOfEachOther() throws Exception {
        Keeper there = keepers.open(THERE);
        there.acquire(OwnKeepers.browser());
        OwnKeepers.killWithReaper(keepers.process());
        there.close();
        Path theirs = keepers.directory();
        String journal = Files.readString(theirs.resolve("journal"));
        LinuxProcess browser = keepers.browsers().get(0);

        try (Keeper here = keepers.open(HERE)) {
            Lease lease = here.acquire(OwnKeepers.browser());
            OwnKeepers.killWithReaper(keepers.process());
            assertThat(keepers.browsers()).hasSize(2);
            assertThat(lease.inspect().end()).isNotNull();
        }
        try (Keeper recovering = keepers.open(HERE)) {
            assertThat(recovering.isOpen()).isTrue();
            assertThat(keepers.browsers()).containsExactly(browser);
            assertThat(theirs.resolve("journal")).hasContent(journal);
        }

        keepers.open(THERE).close();
        assertThat(keepers.browsers()).isEmpty();
    }
}
