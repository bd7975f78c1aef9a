package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keepers inside test JVMs left, as the next one of their kind finds it. */
@Timeout(60)
class DeadEmbeddedKeeperTest {

    @RegisterExtension
    final OwnKeepers keepers = new OwnKeepers();

    /** The first process of the machine is always alive, and was never a test JVM. */
    @Test
    void whoseProcessIdIsGivenOutAgainIsCleanedUpAfter() throws Exception {
        Path left = embedded(KeeperKey.ofProcessIds(), 1);
        Path session = session(left);
        open().close();
        assertThat(left).doesNotExist();
        assertThat(session).doesNotExist();
    }

    @Test
    void ofAnotherMachineIsLeftAlone() throws Exception {
        Path left = embedded("0000aa", 999_999_999);
        Path session = session(left);
        open().close();
        assertThat(left.resolve("journal")).isNotEmptyFile();
        assertThat(session).exists();
        OwnKeepers.delete(session);
    }

    @Test
    void thatHasJustBegunIsLeftAlone() throws Exception {
        Path begun = embedded(KeeperKey.ofProcessIds(), 1);
        new RandomAccessFile(begun.resolve("journal").toFile(), "rw").close();
        open().close();
        assertThat(begun.resolve("journal")).exists();
    }

    private Path embedded(String where, long pid) throws IOException {
        return Files.createDirectories(keepers.state().resolve("e-" + where + "-" + pid + "-0"));
    }

    private Path session(Path keeper) throws IOException {
        Path session = Files.createDirectories(keepers.state().resolve("s/bs-0123456789"));
        Files.writeString(
                keeper.resolve("journal"),
                "{\"what\":\"directory\",\"key\":\"x\",\"directory\":\"" + session + "\",\"pid\":0,\"startTime\":0}\n");
        return session;
    }

    private Keeper open() {
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", keepers.state().toString(), "browser.session.keeper", "embedded");
        return Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv()));
    }
}
