package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the journal of a keeper says that died with its reaper, as the next keeper reads it. */
@Timeout(90)
class DeadKeeperTest {

    @RegisterExtension
    final OwnKeepers keepers = new OwnKeepers();

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aProcessIdThatAnotherProcessHasNowIsNotKilled() throws Exception {
        Path journal = leftJournal();
        Path directory = sessionDirectory("bs-0000000001");
        Process other = start("setsid", "sleep", "300");
        await().until(() -> field(other.pid(), 5) == other.pid());

        Files.writeString(journal, entry(directory, other.pid(), field(other.pid(), 22) - 1));
        keepers.open().close();

        assertThat(directory).doesNotExist();
        assertThat(other.isAlive()).isTrue();
    }

    /** The counterpart: what the journal means is ended. */
    @Test
    void aProcessThatIsTheOneWrittenDownIsKilled() throws Exception {
        Path journal = leftJournal();
        Path directory = sessionDirectory("bs-0000000001");
        Process left = start("setsid", "sleep", "300");
        await().until(() -> field(left.pid(), 5) == left.pid());

        Files.writeString(journal, entry(directory, left.pid(), field(left.pid(), 22)));
        keepers.open().close();

        assertThat(directory).doesNotExist();
        assertThat(left.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void aZombieIsDead() throws Exception {
        Path journal = leftJournal();
        Path directory = sessionDirectory("bs-0000000001");
        // Becomes the parent of what it started, and never asks for its exit code.
        Process parent = start("sh", "-c", "setsid sh -c 'echo $$' & exec sleep 300");
        long zombie = Long.parseLong(parent.inputReader().readLine());
        await().until(() -> stat(zombie).charAt(0) == 'Z');

        Files.writeString(journal, entry(directory, zombie, field(zombie, 22)));
        keepers.open().close();

        assertThat(directory).doesNotExist();
        assertThat(stat(zombie)).startsWith("Z");
        assertThat(journal).isEmptyFile();
    }

    @Test
    void aCorruptJournalIsReadAsFarAsItCanBe() throws Exception {
        Path journal = leftJournal();
        Path first = sessionDirectory("bs-0000000001");
        Path last = sessionDirectory("bs-0000000002");
        Path foreign = Files.createDirectories(keepers.state().resolve("s/of-somebody-else"));
        byte[] noise = new byte[100_000];
        new Random(42).nextBytes(noise);
        Files.writeString(
                journal,
                entry(first, 0, 0) + "{\"what\":\"started\",\"key\":null,\"directory\":null}\n[]\nnull\n7\n"
                        + "{\"what\":\"directory\",\"key\":\"n\",\"directory\":\"a\\u0000b\",\"pid\":\"x\"}\n"
                        + "{\"what\":\"directory\",\"key\":\"n\",\"directory\":\"a\\u0000b\",\"pid\":-1}\n"
                        + entry(foreign, 1, 0)
                        + new String(noise, StandardCharsets.ISO_8859_1)
                        + "\n" + entry(last, 0, 0) + entry(Path.of("/"), 0, 0).substring(0, 20),
                StandardCharsets.UTF_8);
        keepers.open().close();

        assertThat(first).doesNotExist();
        assertThat(last).doesNotExist();
        assertThat(foreign).exists();
        Files.delete(foreign);
    }

    private Path leftJournal() throws IOException {
        keepers.open().close();
        keepers.awaitNone();
        return keepers.directory().resolve("journal");
    }

    private Path sessionDirectory(String name) throws IOException {
        Path directory = Files.createDirectories(keepers.state().resolve("s").resolve(name));
        Files.writeString(directory.resolve("file"), "left");
        return directory;
    }

    private static String entry(Path directory, long pid, long startTime) {
        return "{\"what\":\"started\",\"key\":\"" + directory.getFileName() + "\",\"directory\":\"" + directory
                + "\",\"pid\":" + pid + ",\"startTime\":" + startTime + "}\n";
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    /** A field of {@code /proc/<pid>/stat}, counted as its manual does, from the third one on. */
    private static long field(long pid, int number) throws IOException {
        return Long.parseLong(stat(pid).split(" ")[number - 3]);
    }

    private static String stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return line.substring(line.lastIndexOf(')') + 2);
    }
}
