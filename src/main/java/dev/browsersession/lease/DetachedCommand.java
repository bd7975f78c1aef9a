package dev.browsersession.lease;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command in a session and process group of its own whose parent ends at once, so that it is nobody's child: out of reach of
 * Ctrl-C and of what kills a tree, be it by process group or, as IDEs do, from parent to child. Two lines are printed: its process
 * id, and the first that it writes itself. macOS has no {@code setsid}; {@code perl} does the same there. On Windows a command is
 * left as it is.
 */
final class DetachedCommand {

    private static final String SHELL = "/bin/sh";
    /** What is started stays until the lines are there: when a child ends, Java closes its output, whoever else writes to it. */
    private static final String ORPHANED =
            "{ \"$@\" & } | { read -r pid && echo \"$pid\" && read -r word && echo \"$word\"; }";

    private static final String TELLING_ITS_PID = "echo $$; exec \"$@\"";

    private DetachedCommand() {}

    static boolean tellsItsPid() {
        return !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    static List<String> of(List<String> command, String path) {
        if (!tellsItsPid()) {
            return command;
        }
        Optional<List<String>> prefix = onPath("setsid", path)
                .map(setsid -> List.of(setsid))
                .or(() -> onPath("perl", path).map(perl -> List.of(perl, "-MPOSIX", "-e", "setsid; exec @ARGV")));
        List<String> detached = new ArrayList<>(List.of(SHELL, "-c", ORPHANED, "detached"));
        detached.addAll(prefix.orElse(List.of()));
        detached.addAll(List.of(SHELL, "-c", TELLING_ITS_PID, "detached"));
        detached.addAll(command);
        return detached;
    }

    private static Optional<String> onPath(String program, String path) {
        return Stream.concat(
                        Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path == null ? "" : path),
                        Stream.of("/usr/bin", "/bin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
