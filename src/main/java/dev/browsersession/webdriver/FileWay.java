package dev.browsersession.webdriver;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** How the files that a test names reach a file input. */
public sealed interface FileWay {

    /** By their paths: the browser is on this machine. */
    FileWay BY_PATH = new ByPath();

    /** Their bytes, through the page. */
    FileWay THROUGH_PAGE = new ThroughPage();

    /** By the paths of copies on the browser's machine, to the WebDriver beside the browser. */
    static FileWay byCopy(Upload upload) {
        return new ByCopy(upload);
    }

    /** Brings a file to the browser's machine. */
    @FunctionalInterface
    interface Upload {
        /** The path of the copy; empty where there can be none, so that the bytes go through the page. */
        Optional<String> copyOf(Path file);

        /** Told of a copy that the browser does not find, so that the bytes go through the page. */
        default void isNotThere(String copy) {}
    }

    record ByPath() implements FileWay {}

    record ThroughPage() implements FileWay {}

    record ByCopy(Upload upload) implements FileWay {

        public ByCopy {
            Objects.requireNonNull(upload, "upload");
        }
    }
}
