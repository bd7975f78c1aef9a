package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ReaperTest {

    private final ProcessGroups groups = ProcessGroups.forThisMachine();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path work;

    @AfterEach
    void endWhatIsLeft() throws IOException {
        for (Process process : started) {
            groups.kill(process.pid());
        }
    }

    @Test
    void kills_groups_and_deletes_directories_at_the_end_of_its_input() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Path directory = directory("with a space and $(touch x) 'quotes'");
        Process process = detached();
        reaper.extend(reaper.register(directory), process.pid(), startTime(process));

        reaper.close();

        assertThat(directory).doesNotExist();
        assertThat(work).isEmptyDirectory();
        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    void kills_what_is_stopped() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Process process = detached();
        reaper.extend(reaper.register(directory("d")), process.pid(), startTime(process));
        ProcessTable.signal("STOP", process.pid());

        reaper.close();

        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void kills_what_left_its_group() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Path directory = directory("d");
        ProcessBuilder stray = new ProcessBuilder(groups.detached(List.of("/bin/sleep", "300")));
        stray.environment().put("TMPDIR", directory.toString());
        started.add(stray.start());
        await().until(() -> !groups.inheritors(directory).isEmpty());
        reaper.register(directory);

        reaper.close();

        assertThat(groups.inheritors(directory)).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void leaves_alone_what_was_forgotten() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Path directory = directory("kept");
        Process process = detached();
        long number = reaper.register(directory);
        reaper.extend(number, process.pid(), startTime(process));
        reaper.forget(number);

        reaper.close();

        assertThat(directory).exists();
        assertThat(groups.anyAlive(process.pid())).isTrue();
    }

    @Test
    void leaves_alone_a_process_that_took_over_the_id_of_a_group() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Process process = detached();
        reaper.extend(reaper.register(directory("d")), process.pid(), startTime(process) - 1);

        reaper.close();

        assertThat(groups.anyAlive(process.pid())).isTrue();
    }

    @Test
    void is_replaced_when_it_ends_and_the_next_one_knows_everything() throws Exception {
        Reaper reaper = Reaper.start(groups);
        Path directory = directory("d");
        Process process = detached();
        reaper.extend(reaper.register(directory), process.pid(), startTime(process));
        long first = reaper.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().until(() -> reaper.pid() != first);
        assertThat(directory).exists();
        reaper.close();

        assertThat(directory).doesNotExist();
        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    void is_replaced_when_it_is_found_dead_by_who_tells_it_something() throws Exception {
        Reaper reaper = Reaper.start(groups);
        for (int i = 0; i < 5; i++) {
            ProcessHandle.of(reaper.pid()).orElseThrow().destroyForcibly();
            reaper.register(directory("d" + i));
        }

        reaper.close();

        assertThat(work).isEmptyDirectory();
    }

    @Test
    void outlives_the_signals_that_end_its_keeper() throws Exception {
        Reaper reaper = Reaper.start(groups);
        long first = reaper.pid();
        for (String signal : List.of("INT", "HUP", "TERM", "PIPE")) {
            ProcessTable.signal(signal, first);
        }

        reaper.register(directory("d"));

        assertThat(reaper.pid()).isEqualTo(first);
        reaper.close();
    }

    @Test
    void does_not_follow_symbolic_links() throws Exception {
        Path elsewhere = directory("elsewhere");
        Files.writeString(elsewhere.resolve("file"), "precious");
        Path directory = directory("d");
        Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        Reaper reaper = Reaper.start(groups);
        reaper.register(directory);

        reaper.close();

        assertThat(directory).doesNotExist();
        assertThat(elsewhere.resolve("file")).hasContent("precious");
    }

    private Path directory(String name) throws IOException {
        Path directory = Files.createDirectory(work.resolve(name));
        Files.writeString(directory.resolve("file"), "");
        return directory;
    }

    private Process detached() throws IOException {
        Process process = new ProcessBuilder(groups.gated(List.of("/bin/sh", "-c", "sleep 300 & sleep 300"))).start();
        started.add(process);
        process.inputReader().readLine();
        process.outputWriter().append("go\n").close();
        return process;
    }

    private long startTime(Process process) {
        return groups.startTime(process.pid()).orElseThrow();
    }
}
