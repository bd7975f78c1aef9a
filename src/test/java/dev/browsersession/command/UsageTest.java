package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command line is called, and what it says to a call that it does not understand. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "stop --help"})
    void helpNamesAllCommands(String arguments) {
        Calls.Outcome outcome = Calls.run(arguments.split(" "));
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        for (Command command : Command.values()) {
            assertThat(outcome.out()).containsPattern("(?m)^  " + command.word() + " ");
        }
        assertThat(outcome.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(110));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "lst | There is no command lst.",
                "list extra | The command list takes nothing but options, but got extra.",
                "list --all | The command list has no option --all.",
                "status --wait | The command status has no option --wait.",
                "stop | Say which session to stop, or --all.",
                "stop --all local-1 | Either --all or the ids of sessions, not both.",
                "stop --all=yes | The option --all takes no value.",
                "stop --all --wait=5 | The option --wait is \"5\", which is not a duration.",
                "stop --al | The command stop has no option --al.",
                "list --state-dir=/a --state-dir /b | The option --state-dir is given more than once.",
                "stop --all --wait=5s --wait | The option --wait is given more than once.",
                "list --state-dir | The option --state-dir needs a value.",
                "list --state-dir= | The option --state-dir needs a value."
            })
    void aWrongCallIsAnsweredWithASentenceAndTheHelp(String arguments, String sentence) {
        Calls.Outcome outcome = Calls.run(arguments.split(" "));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith(sentence).contains("stop --all [--wait]");
    }

    @Test
    void noArgumentsAreAnsweredWithTheHelp() {
        Calls.Outcome outcome = Calls.run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("stop --all [--wait]");
    }

    @Test
    void aStateDirectoryThatCannotBeUsedIsNamed() {
        Calls.Outcome outcome = Calls.run("list", "--state-dir=/proc/nothing");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("The state directory /proc/nothing cannot be made");
    }
}
