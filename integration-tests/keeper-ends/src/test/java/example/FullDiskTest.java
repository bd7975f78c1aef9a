package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A state directory on a file system without room: one of a test run's own, which is gone with the last of its processes. */
@Timeout(120)
class FullDiskTest {

    private final Place place = Place.current();
    private KeeperHome home;

    @BeforeEach
    void needsAFileSystem() throws Exception {
        Process probe = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt")
                .redirectErrorStream(true)
                .start();
        assumeTrue(probe.waitFor() == 0, "a file system can be mounted here");
        home = KeeperHome.named("f");
        Files.createDirectories(home.state());
    }

    @AfterEach
    void endKeeper() {
        if (home != null) {
            home.keepers().forEach(keeper -> ProcessHandle.of(keeper).ifPresent(ProcessHandle::destroy));
            Awaitility.await().until(() -> home.processes().isEmpty());
        }
    }

    @Test
    void failsTheTestThatNeedsRoomWithTheReasonAndNoOther() throws Exception {
        try (OtherJvm jvm = onItsOwnFileSystem(OtherJvm.Start.tests(home.state(), FullDiskTestCases.class))) {
            Path state = seenFromHere(jvm.pid());
            jvm.await("next");
            jvm.goOn();
            jvm.await("next");
            fill(state);
            jvm.goOn();
            jvm.await("next");
            empty(state);
            jvm.goOn();
            jvm.await("passed 2");
            assertThat(home.browsers()).isEmpty();
            assertThat(home.keepers()).hasSize(1);
            // Through the keeper, since the test run may have ended by now.
            Path sessions = seenFromHere(home.keepers().get(0)).resolve("s");
            assertThat(sessions).isEmptyDirectory();
            assertThat(jvm.seen())
                    .anyMatch(line -> line.contains("hasNoRoom")
                            && line.contains(place.noRoom())
                            && line.matches(".*No space left on device\\)?\\. Is there room.*"));
            place.awaitNothingLeft(new SessionDirectories(List.of()));
        }
    }

    @Test
    void leavesNoKeeperAndTheReasonWhereOneWasToStart() throws Exception {
        try (OtherJvm first = onItsOwnFileSystem(OtherJvm.Start.owner(home.state()))) {
            first.await("ready");
            first.goOn();
            first.await("connected");
            home.keepers().forEach(keeper -> ProcessHandle.of(keeper).ifPresent(ProcessHandle::destroy));
            Awaitility.await().until(() -> home.keepers().isEmpty());
            Path state = seenFromHere(first.pid());

            fill(state);
            assertThat(failureOfANeighbourOf(first)).contains("The keeper ended before it was ready", "No space left");

            Files.move(state.resolve("jars"), state.resolve("jars-of-before"));
            assertThat(failureOfANeighbourOf(first))
                    .contains("The keeper's jar cannot be written to ", "No space left");
            assertThat(home.keepers()).isEmpty();
        }
    }

    private String failureOfANeighbourOf(OtherJvm jvm) throws IOException, InterruptedException {
        try (OtherJvm neighbour = OtherJvm.Start.owner(home.state())
                .behind("nsenter", "-m", "-t", Long.toString(jvm.pid()))
                .run()) {
            neighbour.await("ready");
            neighbour.goOn();
            String failure = neighbour.await("Exception in thread");
            assertThat(neighbour.exitCode()).isNotZero();
            return failure;
        }
    }

    private OtherJvm onItsOwnFileSystem(OtherJvm.Start start) throws IOException {
        String mount = "mount -t tmpfs -o size=160m,mode=700 none '" + home.state() + "' && exec \"$@\"";
        return start.behind("unshare", "-m", "sh", "-c", mount, "sh").run();
    }

    private Path seenFromHere(long process) {
        return Path.of("/proc/" + process + "/root" + home.state());
    }

    private static void fill(Path state) throws IOException {
        for (int chunk : List.of(1 << 20, 1 << 12)) {
            byte[] bytes = new byte[chunk];
            Arrays.fill(bytes, (byte) 'x');
            try (OutputStream out = Files.newOutputStream(state.resolve("filler-" + chunk))) {
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }
    }

    private static void empty(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            for (Path filler : files.filter(
                            file -> file.getFileName().toString().startsWith("filler-"))
                    .toList()) {
                Files.delete(filler);
            }
        }
    }
}
