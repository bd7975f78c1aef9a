package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many test JVMs as a large build starts at once. */
@Timeout(600)
class ManyJvmsTest {

    private static final int JVMS = 30;

    @Test
    void thatStartAtTheSameMomentHaveOneKeeper() throws Exception {
        List<OtherJvm> jvms = new ArrayList<>();
        try (KeeperHome home = KeeperHome.named("m")) {
            for (int i = 0; i < JVMS; i++) {
                jvms.add(OtherJvm.Start.owner(home.state()).run());
            }
            for (OtherJvm jvm : jvms) {
                jvm.await("ready");
            }
            long start = System.nanoTime();
            for (OtherJvm jvm : jvms) {
                jvm.goOn();
            }
            for (OtherJvm jvm : jvms) {
                jvm.await("connected");
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(home.keepers()).hasSize(1);
            String log = home.log();
            assertThat(log.lines().filter(line -> line.contains(" listens in ")))
                    .hasSize(1);
            for (OtherJvm jvm : jvms) {
                assertThat(log).contains("owner " + jvm.pid() + " is here");
            }
            report(jvms, home.keepers().get(0), taken);
            for (OtherJvm jvm : jvms) {
                jvm.goOn();
                jvm.await("kept");
                assertThat(jvm.exitCode()).isZero();
            }
        } finally {
            jvms.forEach(OtherJvm::close);
        }
    }

    private static void report(List<OtherJvm> jvms, long keeper, Duration taken) throws IOException {
        long owners = 0;
        for (OtherJvm jvm : jvms) {
            owners += residentMegabytes(jvm.pid());
        }
        System.out.printf(
                "measured: %d JVMs at the same moment are connected to one keeper after %d ms;"
                        + " each has %d MB resident, the keeper %d MB%n",
                JVMS, taken.toMillis(), owners / JVMS, residentMegabytes(keeper));
    }

    private static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
