package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.provider.HostedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class HostedProcessesTest {

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    private final ProcessGroups groups = ProcessGroups.forThisMachine();
    private final RecordedLog log = new RecordedLog();
    private Reaper reaper;
    private HostedProcesses processes;

    @TempDir
    Path work;

    @BeforeEach
    void open() throws IOException {
        reaper = Reaper.start(groups);
        processes = new HostedProcesses(work, reaper, groups, log);
    }

    @AfterEach
    void close() {
        processes.close();
        reaper.close();
    }

    @Test
    void a_directory_is_private_and_short_and_written_down_before_it_is_made() throws Exception {
        Path directory = processes.newDirectory("a");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(directory.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(62);
        assertThat(log.lines).containsExactly("directory a not yet");
    }

    @Test
    void a_long_work_directory_is_left_for_a_shorter_one() throws Exception {
        Path deep = Files.createDirectories(work.resolve("d".repeat(80)));
        HostedProcesses below = new HostedProcesses(deep, reaper, groups, log);

        Path directory = below.newDirectory("a");
        assertThat(directory).exists();
        assertThat(directory.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(62);
        below.end("a");

        assertThat(directory).doesNotExist();
    }

    @Test
    void a_program_has_the_given_environment_and_no_input() throws Exception {
        Path directory = processes.newDirectory("a");
        HostedProcess process =
                processes.start("a", List.of("/bin/sh", "-c", "env; cat; pwd"), Map.of("A", "1 2", "PATH", "/bin"));

        assertThat(exitCode(process)).isZero();
        await().untilAsserted(
                        () -> assertThat(process.lastOutput()).contains("A=1 2", "PATH=/bin", directory.toString()));
        assertThat(process.lastOutput()).noneMatch(line -> line.startsWith("HOME="));
    }

    @Test
    void only_the_last_lines_of_the_output_are_kept_and_long_lines_are_cut() throws Exception {
        processes.newDirectory("a");
        String script =
                "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo line $i; done; echo err >&2; printf '%9999d' 1";
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", script), PATH);

        assertThat(exitCode(process)).isZero();
        await().untilAsserted(() -> {
            assertThat(process.lastOutput()).hasSize(50).contains("line 20000", "err");
            assertThat(process.lastOutput().get(49)).hasSize(4096);
        });
    }

    @Test
    void a_line_of_the_output_can_be_waited_for() throws Exception {
        processes.newDirectory("a");
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "echo one; echo two; exit 3"), PATH);

        assertThat(process.firstLine("two"::equals).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo("two");
        assertThatThrownBy(() ->
                        process.firstLine("three"::equals).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(exitCode(process)).isEqualTo(3);
    }

    @Test
    void waiting_for_a_line_ends_with_the_program_even_if_a_child_holds_the_output() throws Exception {
        processes.newDirectory("a");
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "sleep 300 & exit 4"), PATH);

        assertThatThrownBy(() ->
                        process.firstLine("x"::equals).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(exitCode(process)).isEqualTo(4);
    }

    @Test
    void a_program_that_is_not_there_says_so() throws Exception {
        processes.newDirectory("a");
        HostedProcess process = processes.start("a", List.of("/no/such/program"), PATH);

        assertThat(exitCode(process)).isEqualTo(127);
        await().untilAsserted(
                        () -> assertThat(process.lastOutput()).anyMatch(line -> line.contains("/no/such/program")));
    }

    @Test
    void ending_kills_the_whole_group_stopped_or_not_and_deletes_the_directory() throws Exception {
        Path directory = processes.newDirectory("a");
        Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "precious");
        Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "sleep 300 & sleep 300; exit"), PATH);
        ProcessTable.signal("STOP", process.pid());

        processes.end("a");

        assertThat(groups.anyAlive(process.pid())).isFalse();
        assertThat(directory).doesNotExist();
        assertThat(elsewhere.resolve("file")).hasContent("precious");
        assertThat(exitCode(process)).isEqualTo(137);
        assertThat(log.lines).containsExactly("directory a not yet", "started a", "ended a");
        processes.end("a");
        assertThat(log.lines).hasSize(3);
    }

    @Test
    void ending_reaches_children_of_a_program_that_has_ended() throws Exception {
        processes.newDirectory("a");
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "sleep 300 & exit 0"), PATH);
        assertThat(exitCode(process)).isZero();
        assertThat(groups.anyAlive(process.pid())).isTrue();

        processes.end("a");

        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    void ending_reaches_what_left_the_group() throws Exception {
        Path directory = processes.newDirectory("a");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "TMPDIR", directory.toString());
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "setsid sleep 300 & wait"), environment);
        await().until(() -> groups.inheritors(directory).size() == 2
                && ProcessTable.naming(directory.toString()).stream()
                        .anyMatch(row -> !row.contains(" " + process.pid() + " ")));

        processes.end("a");

        assertThat(ProcessTable.naming(directory.toString())).isEmpty();
    }

    @Test
    void a_directory_is_deleted_while_it_is_written_to() throws Exception {
        Path directory = processes.newDirectory("a");
        String writer = "while :; do mkdir -p x/y/z; echo 1 >x/y/z/$$-$i; i=$((i+1)); done";
        HostedProcess process = processes.start("a", List.of("/bin/sh", "-c", "(" + writer + ") & " + writer), PATH);
        await().until(() -> Files.exists(directory.resolve("x/y/z")));

        processes.end("a");

        assertThat(directory).doesNotExist();
        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    void what_cannot_be_written_down_is_not_run() throws Exception {
        Path directory = processes.newDirectory("a");
        log.onStarted = new IOException("disk full");

        assertThatThrownBy(() -> processes.start("a", List.of("/bin/sh", "-c", "echo ran >ran"), PATH))
                .hasMessage("disk full");

        assertThat(directory.resolve("ran")).doesNotExist();
        processes.end("a");
        assertThat(directory).doesNotExist();
        assertThat(ProcessTable.naming(directory.toString())).isEmpty();
    }

    @Test
    void many_are_started_and_ended_at_once() throws Exception {
        List<Long> started = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> startAndEnd("key " + i))
                .toList();

        assertThat(started).doesNotHaveDuplicates().hasSize(24);
        assertThat(work).isEmptyDirectory();
        for (long group : started) {
            assertThat(groups.anyAlive(group)).isFalse();
        }
    }

    @Test
    void closing_ends_all() throws Exception {
        Path directory = processes.newDirectory("a");
        HostedProcess process = processes.start("a", List.of("/bin/sleep", "300"), PATH);

        processes.close();

        assertThat(directory).doesNotExist();
        assertThat(groups.anyAlive(process.pid())).isFalse();
    }

    @Test
    void a_key_has_one_directory_and_one_process() throws Exception {
        assertThatThrownBy(() -> processes.start("a", List.of("/bin/true"), PATH))
                .isInstanceOf(IllegalStateException.class);
        processes.newDirectory("a");
        assertThatThrownBy(() -> processes.newDirectory("a")).isInstanceOf(IllegalStateException.class);
        processes.end("a");
        processes.newDirectory("a");
    }

    private long startAndEnd(String key) {
        try {
            processes.newDirectory(key);
            HostedProcess process = processes.start(key, List.of("/bin/sleep", "300"), PATH);
            processes.end(key);
            return process.pid();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int exitCode(HostedProcess process) throws Exception {
        return process.exited().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
