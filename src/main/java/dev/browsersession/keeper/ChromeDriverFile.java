package dev.browsersession.keeper;

import java.nio.file.Path;
import java.util.List;

/**
 * A ChromeDriver to start.
 *
 * @param path its file
 * @param anyVersion whether it attaches to browsers of any version: one that does is another process than one that does not
 */
record ChromeDriverFile(Path path, boolean anyVersion) {

    List<String> command() {
        return anyVersion
                ? List.of(path.toString(), "--port=0", "--disable-build-check")
                : List.of(path.toString(), "--port=0");
    }
}
