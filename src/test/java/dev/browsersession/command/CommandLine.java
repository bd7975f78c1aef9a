package dev.browsersession.command;

/** The command line, for tests of other packages. */
public final class CommandLine {

    private CommandLine() {}

    /** What a call with wrong arguments says. */
    public static String problem(String... arguments) {
        Calls.Outcome outcome = Calls.run(arguments);
        if (outcome.code() != 2) {
            throw new AssertionError("it ended with " + outcome.code() + ": " + outcome.err());
        }
        return outcome.err().lines().findFirst().orElse("");
    }

    /** What a call prints. */
    public static String run(String... arguments) {
        return Calls.run(arguments).out();
    }
}
