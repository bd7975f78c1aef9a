package dev.browsersession.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done by hand. */
enum Command {
    LIST,
    STATUS,
    STOP,
    SWEEP,
    SERVE,
    HELP;

    static Optional<Command> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean knows(String option) {
        return switch (this) {
            case STOP -> option.equals("all") || option.equals("wait");
            case SWEEP -> option.equals("tag");
            case SERVE -> ServeOptions.NAMES.contains(option);
            case LIST, STATUS, HELP -> false;
        };
    }
}
