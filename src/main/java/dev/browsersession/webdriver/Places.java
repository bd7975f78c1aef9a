package dev.browsersession.webdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one program is looked for.
 *
 * @param names its file names in the order of preference, looked for in every directory of the PATH
 * @param path the directories of the PATH
 * @param usual where its installers put it
 */
record Places(List<String> names, List<Path> path, List<Path> usual) {

    /** The executables that are there, best first, each once however many links lead to it. */
    List<Path> found() {
        Stream<Path> onPath = names.stream().flatMap(name -> path.stream().map(directory -> directory.resolve(name)));
        Map<Path, Path> byRealPath = new LinkedHashMap<>();
        Stream.concat(onPath, usual.stream())
                .filter(Places::isProgram)
                .forEach(file -> byRealPath.putIfAbsent(realPath(file), file.toAbsolutePath()));
        return List.copyOf(byRealPath.values());
    }

    Places and(Path more) {
        List<Path> places = new ArrayList<>(usual);
        places.add(more);
        return new Places(names, path, places);
    }

    String describe() {
        String elsewhere = usual.stream().map(Path::toString).collect(Collectors.joining(", "));
        return String.join(", ", names) + " on the PATH" + (elsewhere.isEmpty() ? "" : "; " + elsewhere);
    }

    static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** A link that cannot be followed stands for itself. */
    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
