package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(120)
class KilledKeeperTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ProcessGroups groups = ProcessGroups.forThisMachine();
    private final List<String> facts = new ArrayList<>();
    private Process keeper;

    @TempDir
    Path work;

    @AfterEach
    void endWhatIsLeft() throws IOException {
        keeper.destroyForcibly();
        for (long group : startedGroups()) {
            groups.kill(group);
        }
    }

    @Test
    void leaves_no_browser_and_no_directory() throws Exception {
        start(Programs.browser().toString());
        assertThat(ProcessTable.naming(work.toString())).hasSizeGreaterThan(4);

        kill();

        assertNothingIsLeft();
    }

    @Test
    void leaves_no_stopped_browser() throws Exception {
        start(Programs.browser().toString());
        for (long group : startedGroups()) {
            ProcessTable.signal("STOP", group);
        }

        kill();

        assertNothingIsLeft();
    }

    @Test
    void leaves_no_program_that_was_about_to_run() throws Exception {
        launch(List.of("-Ddie-before-go=true"), List.of());
        assertThat(keeper.waitFor()).isEqualTo(9);

        assertNothingIsLeft();
    }

    @Test
    void that_died_together_with_its_reaper_is_cleaned_up_after() throws Exception {
        start(Programs.browser().toString());
        killReaperAndKeeper();
        assertThat(ProcessTable.naming(work.toString())).hasSizeGreaterThan(4);

        for (String key : keys()) {
            assertThat(clean(key)).isTrue();
        }

        assertThat(ProcessTable.naming(work.toString())).isEmpty();
        assertThat(work).isEmptyDirectory();
        assertThat(clean("tree")).isFalse();
    }

    @Test
    void children_whose_leader_has_died_are_cleaned_up_after() throws Exception {
        start(Programs.browser().toString());
        killReaperAndKeeper();
        String browser = keys().get(1);
        ProcessTable.signal("STOP", pid(browser));
        ProcessHandle.of(pid(browser)).orElseThrow().destroyForcibly();
        await().atMost(LIMIT).until(() -> groups.startTime(pid(browser)).isEmpty());
        assertThat(groups.anyAlive(pid(browser))).isTrue();

        assertThat(clean(browser)).isTrue();
        assertThat(clean("tree")).isTrue();

        assertThat(ProcessTable.naming(work.toString())).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void another_process_with_an_id_that_was_written_down_is_left_alone() throws Exception {
        keeper = new ProcessBuilder(groups.detached(List.of("/bin/sleep", "300"))).start();
        await().until(() -> groups.anyAlive(keeper.pid()));
        long startTime = groups.startTime(keeper.pid()).orElseThrow();
        Path directory = PrivateDirectory.name(work);

        assertThat(LeftoverProcesses.clean(groups, "a", keeper.pid(), startTime - 1, directory))
                .isFalse();

        assertThat(groups.anyAlive(keeper.pid())).isTrue();
    }

    @Test
    void nothing_is_deleted_that_cannot_be_a_session_directory() throws Exception {
        keeper = new ProcessBuilder("/bin/true").start();

        for (Path damaged : List.of(
                Path.of(""), Path.of("/"), work, work.resolve("bs-1/../..").resolve("bs-2"))) {
            assertThatThrownBy(() -> LeftoverProcesses.clean(groups, "a", 0, 0, damaged))
                    .isInstanceOf(IOException.class);
        }

        assertThat(work).exists();
    }

    private void start(String... browser) throws IOException {
        launch(List.of(), List.of(browser));
        assertThat(facts).as("output of the stand-in").contains("ready");
    }

    private void launch(List<String> jvmArguments, List<String> browser) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(jvmArguments);
        command.addAll(List.of(KeeperStandIn.class.getName(), work.toString()));
        command.addAll(browser);
        keeper = new ProcessBuilder(groups.detached(command))
                .redirectErrorStream(true)
                .start();
        var output = keeper.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            facts.add(line);
            if (line.equals("ready")) {
                return;
            }
        }
    }

    private void kill() throws InterruptedException {
        keeper.destroyForcibly().waitFor();
    }

    private void killReaperAndKeeper() throws InterruptedException {
        // Stopped first, or it would start another reaper in between.
        long reaper = Long.parseLong(fact("reaper")[1]);
        try {
            ProcessTable.signal("STOP", keeper.pid());
            ProcessHandle.of(reaper).orElseThrow().destroyForcibly();
            await().atMost(LIMIT).until(() -> groups.startTime(reaper).isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        kill();
    }

    private void assertNothingIsLeft() {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(ProcessTable.naming(work.toString())).isEmpty();
            assertThat(work).isEmptyDirectory();
            for (long group : startedGroups()) {
                assertThat(groups.anyAlive(group)).isFalse();
            }
        });
        assertThat(startedGroups()).isNotEmpty();
    }

    private boolean clean(String key) throws IOException {
        return LeftoverProcesses.clean(groups, key, pid(key), startTime(key), directory(key));
    }

    private List<String> keys() {
        return facts.stream()
                .filter(it -> it.startsWith("started "))
                .map(it -> it.split(" ")[1])
                .toList();
    }

    private List<Long> startedGroups() {
        return keys().stream().map(this::pid).toList();
    }

    private long pid(String key) {
        return Long.parseLong(fact("started", key)[2]);
    }

    private long startTime(String key) {
        return Long.parseLong(fact("started", key)[3]);
    }

    private Path directory(String key) {
        return Path.of(fact("directory", key)[2]);
    }

    private String[] fact(String... words) {
        return facts.stream()
                .map(line -> line.split(" "))
                .filter(line -> line.length >= words.length && Arrays.equals(Arrays.copyOf(line, words.length), words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + List.of(words) + " in " + facts));
    }
}
