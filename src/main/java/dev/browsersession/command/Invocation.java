package dev.browsersession.command;

import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One call of the command line.
 *
 * @param operands what is neither the command nor an option: session ids
 * @param options by name, without the dashes; a flag has an empty value, {@code wait} has milliseconds
 */
record Invocation(Command command, List<String> operands, Map<String, String> options) {

    private static final String STATE_DIRECTORY = "state-dir";
    private static final Set<String> WITH_VALUE = Stream.concat(
                    Stream.of(STATE_DIRECTORY, "tag"), ServeOptions.NAMES.stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final String USUAL_WAIT = "2m";
    private static final Set<String> HELP = Set.of("--help", "-h", "-help");

    static Invocation parse(String... arguments) throws UsageException {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            String next = left.remove();
            if (HELP.contains(next)) {
                return new Invocation(Command.HELP, List.of(), Map.of());
            } else if (next.startsWith("-")) {
                takeOption(next, left, options);
            } else {
                words.add(next);
            }
        }
        if (words.isEmpty()) {
            throw new UsageException("Say what to do.");
        }
        String word = words.remove(0);
        Command command =
                Command.named(word).orElseThrow(() -> new UsageException("There is no command " + word + "."));
        Invocation invocation = new Invocation(command, List.copyOf(words), Map.copyOf(options));
        invocation.check();
        return invocation;
    }

    /** Both {@code --tag x} and {@code --tag=x}. */
    private static void takeOption(String argument, Deque<String> left, Map<String, String> options)
            throws UsageException {
        String[] parts = argument.replaceFirst("^--?", "").split("=", 2);
        String name = parts[0];
        if (name.equals("wait")) {
            put(options, name, millis(parts.length == 2 ? parts[1] : USUAL_WAIT));
        } else if (!WITH_VALUE.contains(name)) {
            if (parts.length == 2) {
                throw new UsageException("The option --" + name + " takes no value.");
            }
            options.put(name, "");
        } else if (parts.length == 2 && !parts[1].isBlank()) {
            put(options, name, parts[1]);
        } else if (parts.length == 1 && !left.isEmpty() && !left.peek().isBlank()) {
            put(options, name, left.remove());
        } else {
            throw new UsageException("The option --" + name + " needs a value.");
        }
    }

    /** What is a list may be given in several parts; of anything else, one value would silently be lost. */
    private static void put(Map<String, String> options, String name, String value) throws UsageException {
        String before = options.get(name);
        if (before != null && !name.equals(ServeOptions.LIST)) {
            throw new UsageException("The option --" + name + " is given more than once.");
        }
        options.put(name, before == null ? value : before + "," + value);
    }

    private static String millis(String duration) throws UsageException {
        try {
            return Long.toString(Values.duration(duration, "The option --wait").toMillis());
        } catch (ConfigurationException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private void check() throws UsageException {
        for (String option : options.keySet()) {
            if (!option.equals(STATE_DIRECTORY) && !command.knows(option)) {
                throw new UsageException("The command " + command.word() + " has no option --" + option + ".");
            }
        }
        boolean all = options.containsKey("all");
        if (command == Command.STOP && all == !operands.isEmpty()) {
            throw new UsageException(
                    all ? "Either --all or the ids of sessions, not both." : "Say which session to stop, or --all.");
        } else if (command != Command.STOP && !operands.isEmpty()) {
            throw new UsageException("The command " + command.word() + " takes nothing but options, but got "
                    + String.join(" ", operands) + ".");
        }
    }
}
