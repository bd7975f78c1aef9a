package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {

    @TempDir
    Path directory;

    /** As one who writes it is interrupted, by the limit of a provider's call for one. */
    @Test
    void keepsItsLockWhenAThreadThatWritesIsInterrupted() throws Exception {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            Thread.currentThread().interrupt();
            journal.directory("key", Path.of("/tmp/bs-1"));
            journal.ended("key");
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(() -> Journal.open(file)).isInstanceOf(KeeperAlreadyRunning.class);
        }
    }

    /** Under a limit of the size of files, which cuts a line in the middle as the last free block of a disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void has_no_half_line_where_there_was_no_room_for_a_whole_one() throws Exception {
        Path file = directory.resolve("journal");
        Process writer = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 1 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String written = writer.inputReader().readLine();
        assertThat(writer.waitFor()).isZero();

        assertThat(Files.readString(file)).endsWith("}\n");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(Integer.parseInt(written)).allMatch(line -> line.startsWith("{\"what\":"));
    }

    /** Writes until there is no room. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            Journal journal = Journal.open(Path.of(arguments[0]));
            int written = 0;
            try {
                while (true) {
                    journal.directory("key-" + written, Path.of("/tmp/bs-" + written));
                    written++;
                }
            } catch (IOException noRoom) {
                System.out.println(written);
            }
        }
    }

    @Test
    void knows_whether_its_file_is_still_the_one_that_others_find() throws IOException {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.isInPlace()).isTrue();
            Files.delete(file);
            assertThat(journal.isInPlace()).isFalse();
            Files.writeString(file, "");
            assertThat(journal.isInPlace()).isFalse();
        }
    }

    @Test
    void belongs_to_one_keeper_at_a_time() throws IOException {
        Path file = directory.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.isEmpty()).isTrue();
            assertThatThrownBy(() -> Journal.open(file)).isInstanceOf(KeeperAlreadyRunning.class);
        }
        Journal.open(file).close();
    }
}
