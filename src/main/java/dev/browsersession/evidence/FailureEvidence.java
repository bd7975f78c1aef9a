package dev.browsersession.evidence;

import dev.browsersession.protocol.CapturedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes what the open pages of a failed test showed: for each page a screenshot, its source, and a text with address,
 * title, console and what could not be captured.
 */
public final class FailureEvidence {

    private FailureEvidence() {}

    /**
     * Writes into a new directory of its own below {@code directory}, so that repeated invocations and reruns of a test
     * keep theirs side by side.
     *
     * @param directory where evidence is kept; made where it is missing
     * @param testName class, method and display name as people read them; the directory's name is derived from it
     * @param pages what was captured
     * @return the files, in the order of the pages; none where nothing was captured
     * @throws UncheckedIOException if they cannot be written
     */
    public static List<Path> write(Path directory, String testName, List<CapturedPage> pages) {
        if (pages.isEmpty()) {
            return List.of();
        }
        try {
            Path own = EvidenceName.of(testName).reserveIn(directory);
            List<Path> files = new ArrayList<>();
            for (int number = 1; number <= pages.size(); number++) {
                files.addAll(write(own.resolve("page-" + number), pages.get(number - 1)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The evidence of the failed test " + testName + " could not be written to " + directory, e);
        }
    }

    private static List<Path> write(Path stem, CapturedPage page) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> problems = new ArrayList<>(page.problems() == null ? List.of() : page.problems());
        if (page.screenshot() != null) {
            try {
                byte[] image = Base64.getDecoder().decode(page.screenshot());
                files.add(Files.write(withEnding(stem, ".png"), image));
            } catch (IllegalArgumentException e) {
                problems.add("the screenshot is no base64: " + e.getMessage());
            }
        }
        if (page.source() != null) {
            files.add(write(withEnding(stem, ".html"), page.source()));
        }
        files.add(write(withEnding(stem, ".txt"), PageText.of(page, problems)));
        return files;
    }

    /** Not {@code writeString}, which refuses half a character; pages can hold that. */
    private static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Path withEnding(Path stem, String ending) {
        return stem.resolveSibling(stem.getFileName() + ending);
    }
}
