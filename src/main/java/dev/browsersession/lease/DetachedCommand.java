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
 * A command in a session and process group of its own, out of reach of Ctrl-C and of tree kills that go by process group. macOS
 * has no {@code setsid}; {@code perl} does the same there. Windows needs none: closing a console does not end what has none.
 */
final class DetachedCommand {

    private DetachedCommand() {}

    static List<String> of(List<String> command, String path) {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return command;
        }
        Optional<List<String>> prefix = onPath("setsid", path)
                .map(setsid -> List.of(setsid))
                .or(() -> onPath("perl", path).map(perl -> List.of(perl, "-MPOSIX", "-e", "setsid; exec @ARGV")));
        List<String> detached = new ArrayList<>(prefix.orElse(List.of()));
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
