package dev.browsersession.keeper.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one command. Called by reflection, from another class loader; so only types of the JDK appear here. */
public final class CommandEntry {

    /** Held, since a logger that nobody holds may be collected with its level. What matters of it is in a command's output. */
    private static final Logger KEEPERS_LOG = Logger.getLogger("dev.browsersession.keeper");

    private CommandEntry() {}

    /**
     * Runs a command whose arguments have been checked.
     *
     * @param states the directories in which keepers have theirs
     * @param command its name
     * @param operands what comes after it
     * @param options its options by name, without the dashes; a flag has an empty value, and times are milliseconds
     * @return the exit code: 0, or 1 where something was not done
     */
    public static int run(
            List<Path> states,
            String command,
            List<String> operands,
            Map<String, String> options,
            PrintStream out,
            PrintStream err) {
        KEEPERS_LOG.setLevel(Level.OFF);
        try {
            Survey survey = Survey.of(states);
            return switch (command) {
                case "list" -> new ListCommand(out, err).run(survey);
                case "status" -> new StatusCommand(out, err).run(survey);
                case "stop" ->
                    new StopCommand(out, err, Duration.ofMillis(Long.parseLong(options.getOrDefault("wait", "0"))))
                            .run(survey, operands);
                case "sweep" -> new SweepCommand(out, err).run(survey);
                default -> throw new IllegalArgumentException(command);
            };
        } catch (IOException | UncheckedIOException e) {
            err.println("The state directory cannot be read: " + e + ".");
            return 1;
        }
    }
}
