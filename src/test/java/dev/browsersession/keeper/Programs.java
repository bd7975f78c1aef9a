package dev.browsersession.keeper;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs of this machine that tests run. */
final class Programs {

    private Programs() {}

    static Path browser() {
        return first("chromium", "google-chrome", "google-chrome-stable", "chromium-browser");
    }

    static Path chromedriver() {
        return first("chromedriver");
    }

    private static Path first(String... names) {
        List<String> directories = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of " + List.of(names) + " is on the PATH"));
    }
}
