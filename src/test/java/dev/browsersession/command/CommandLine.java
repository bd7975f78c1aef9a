package dev.browsersession.command;

/** The command line, for tests of other packages. */
public final class CommandLine {

    private CommandLine() {}

    /** What a call prints. */
    public static String run(String... arguments) {
        return Calls.run(arguments).out();
    }
}
