package dev.browsersession.keeper.command;

import dev.browsersession.keeper.ProviderSweep;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs commands. Called by reflection, from another class loader; so only types of the JDK appear here. */
public final class CommandEntry {

    /** Held, since a logger that nobody holds may be collected with its level. What matters of it is in a command's output. */
    private static final Logger KEEPERS_LOG = Logger.getLogger("dev.browsersession.keeper");

    private final List<Path> states;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Where to look and what to print to.
     *
     * @param states the directories in which keepers have theirs
     */
    public CommandEntry(List<Path> states, PrintStream out, PrintStream err) {
        this.states = states;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command on keepers, whose arguments have been checked.
     *
     * @param command its name
     * @param operands what comes after it
     * @param options its options by name, without the dashes; a flag has an empty value, and times are milliseconds
     * @return the exit code: 0, or 1 where something was not done
     */
    public int run(String command, List<String> operands, Map<String, String> options) {
        return run(survey -> switch (command) {
            case "list" -> new ListCommand(out, err).run(survey);
            case "status" -> new StatusCommand(out, err).run(survey);
            case "stop" ->
                new StopCommand(out, err, Duration.ofMillis(Long.parseLong(options.getOrDefault("wait", "0"))))
                        .run(survey, operands);
            default -> throw new IllegalArgumentException(command);
        });
    }

    /**
     * Runs {@code sweep}.
     *
     * @param tag of what sessions begin with; null for what dead keepers left
     * @param providers the class path of providers from outside
     * @param settings a setting's value by its name without {@code browser.session.}; null where it is not set
     * @param environment where credentials are
     * @param network how other hosts are reached, as the protocol has it
     * @return the exit code
     */
    public int sweep(
            String tag,
            List<Path> providers,
            Function<String, String> settings,
            Map<String, String> environment,
            Map<String, ?> network) {
        return run(survey -> {
            try (ProviderSweep atProviders = ProviderSweep.open(providers, settings, environment, network)) {
                SweepCommand sweep = new SweepCommand(out, err, atProviders);
                return tag == null ? sweep.run(survey) : sweep.run(tag);
            }
        });
    }

    private interface Step {
        int run(Survey survey) throws IOException;
    }

    private int run(Step step) {
        KEEPERS_LOG.setLevel(Level.OFF);
        try {
            return step.run(Survey.of(states));
        } catch (IOException | UncheckedIOException e) {
            err.println("The state directory cannot be read: " + e + ".");
            return 1;
        }
    }
}
