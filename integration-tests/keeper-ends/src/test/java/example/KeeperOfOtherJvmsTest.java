package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Test JVMs that differ in what they were started with, and the keepers that they have. */
@Timeout(300)
class KeeperOfOtherJvmsTest {

    @TempDir
    Path directory;

    @Test
    void aDebuggerThatTestJvmsAreStartedUnderDoesNotReachTheKeeper() throws Exception {
        String agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + freePort();
        try (KeeperHome home = KeeperHome.named("d");
                OtherJvm owner = OtherJvm.Start.tests(home.state(), SteeredTestCases.class)
                        .with(Map.of("JAVA_TOOL_OPTIONS", agent))
                        .run()) {
            owner.await("Listening for transport dt_socket");
            owner.await("connected");
            try (OtherJvm second = OtherJvm.Start.owner(home.state())
                    .with(Map.of("JAVA_TOOL_OPTIONS", agent))
                    .run()) {
                assertThat(second.exitCode())
                        .as("a second JVM at the debugger's port")
                        .isNotZero();
            }
            owner.goOn();
            owner.await("passed 1");
            assertThat(owner.exitCode()).isZero();
            assertThat(home.keepers()).hasSize(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void jvmsOfDifferentJdksShareAKeeperWhoeverStartedIt() throws Exception {
        List<Path> javaHomes = JavaHomes.two(directory);
        for (int first = 0; first < 2; first++) {
            try (KeeperHome home = KeeperHome.named("j" + first);
                    OtherJvm starter = OtherJvm.Start.tests(home.state(), SteeredTestCases.class)
                            .on(javaHomes.get(first))
                            .run()) {
                starter.await("connected");
                long keeper = home.keepers().get(0);
                assertThat(JavaHomes.of(keeper)).isEqualTo(javaHomes.get(first));
                try (OtherJvm other = OtherJvm.Start.owner(home.state())
                        .on(javaHomes.get(1 - first))
                        .run()) {
                    other.await("ready");
                    other.goOn();
                    other.await("connected");
                    assertThat(JavaHomes.of(other.pid())).isEqualTo(javaHomes.get(1 - first));
                    assertThat(home.keepers()).containsExactly(keeper);
                    other.goOn();
                    other.await("kept");
                }
                finish(starter);
            }
        }
    }

    @Test
    void keepersOfDifferentVersionsLiveSideBySide() throws Exception {
        try (KeeperHome home = KeeperHome.named("v");
                OtherJvm ours = OtherJvm.Start.tests(home.state(), SteeredTestCases.class)
                        .run();
                OtherJvm others = OtherJvm.Start.tests(home.state(), SteeredTestCases.class)
                        .before(OtherVersion.write(directory))
                        .run()) {
            String session = ours.await("connected");
            assertThat(others.await("connected")).isNotEqualTo(session);
            assertThat(home.keepers()).hasSize(2);

            others.kill();
            Awaitility.await().until(() -> home.browsers().size() == 1);
            finish(ours);
        }
    }

    private static void finish(OtherJvm jvm) throws IOException, InterruptedException {
        jvm.goOn();
        jvm.await("passed 1");
        assertThat(jvm.exitCode()).isZero();
    }
}
