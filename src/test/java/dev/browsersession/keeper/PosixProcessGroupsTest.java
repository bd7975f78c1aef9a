package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class PosixProcessGroupsTest {

    private final PosixProcessGroups groups = new PosixProcessGroups();

    @ParameterizedTest
    @CsvSource({"/usr/bin/setsid,,", ",/usr/bin/perl,", ",,/bin/bash"})
    void a_gated_program_gets_a_group_of_its_own_with_each_of_the_tools(String setsid, String perl, String bash)
            throws Exception {
        PosixProcessGroups tool = new PosixProcessGroups(
                Optional.ofNullable(setsid), Optional.ofNullable(perl), Optional.ofNullable(bash));
        Process process =
                new ProcessBuilder(tool.gated(List.of("/bin/sh", "-c", "sleep 300 & exec sleep 300"))).start();
        long group = Long.parseLong(process.inputReader().readLine());
        process.outputWriter().append("go\n").close();

        assertThat(ProcStat.of(Long.toString(group)).orElseThrow().group()).isEqualTo(group);
        assertThat(tool.anyAlive(group)).isTrue();
        tool.kill(group);

        await().until(() -> !tool.anyAlive(group));
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void refuses_numbers_that_mean_other_than_a_group_of_ours(long group) {
        assertThatThrownBy(() -> groups.kill(group)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> groups.anyAlive(group)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_gated_program_does_not_run_when_its_starter_goes_away() throws Exception {
        Process process = new ProcessBuilder(groups.gated(List.of("/bin/echo", "it ran"))).start();
        process.inputReader().readLine();

        process.getOutputStream().close();

        assertThat(process.inputReader().readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void killing_a_group_that_is_gone_is_no_failure() throws Exception {
        Process process = new ProcessBuilder(groups.detached(List.of("/bin/true"))).start();
        process.waitFor();

        groups.kill(process.pid());

        assertThat(groups.anyAlive(process.pid())).isFalse();
        assertThat(groups.startTime(process.pid())).isEmpty();
    }

    @Test
    void a_program_may_have_any_name() {
        ProcStat stat = ProcStat.parse("42 (a) S (b) R 1 4711 4711 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 987654 0 0\n");

        assertThat(stat).isEqualTo(new ProcStat('R', 4711, 987654));
    }
}
