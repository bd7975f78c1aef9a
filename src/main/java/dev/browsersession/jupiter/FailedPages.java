package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Settings;
import dev.browsersession.evidence.EvidenceReport;
import dev.browsersession.evidence.FailureEvidence;
import dev.browsersession.protocol.CapturedPage;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.TestAbortedException;

/** Keeps what the pages of a failed test showed: as files, as report entries, and with JUnit's own output. */
final class FailedPages {

    private FailedPages() {}

    /** An aborted test has not failed. */
    static boolean hasFailed(Optional<Throwable> failure) {
        return failure.filter(thrown -> !(thrown instanceof TestAbortedException))
                .isPresent();
    }

    static void keepIfFailed(ExtensionContext context, Announcer announcer, ConnectedBrowser browser) {
        if (hasFailed(context.getExecutionException()) && browser.lease().end().isEmpty()) {
            keep(context, announcer, browser);
        }
    }

    /** Never fails: what goes wrong here must not stand in the place of the test's own failure. */
    static void keep(ExtensionContext context, Announcer announcer, ConnectedBrowser browser) {
        String test = TestNames.of(context);
        try {
            List<CapturedPage> pages = browser.capture();
            List<Path> files = FailureEvidence.write(directory(context), test, pages);
            if (files.isEmpty()) {
                announcer.say(test + " failed; it had no page open that could be kept.");
                return;
            }
            context.publishReportEntry(EvidenceReport.entries(pages, files));
            publish(context, files);
            announcer.say(test + " failed; its " + (pages.size() == 1 ? "page is" : "pages are") + " kept in "
                    + files.get(0).getParent() + ".");
        } catch (BrowserSessionException | UncheckedIOException | InvalidPathException | JUnitException e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
            announcer.warn(test + " failed, and what its pages showed could not be kept: " + e.getMessage() + cause);
        }
    }

    /** JUnit gives a test the same directory when it fails again; 5.12 wants a new one in that. */
    private static void publish(ExtensionContext context, List<Path> files) {
        String name = "browser-session";
        for (int number = 2; ; number++) {
            try {
                publish(context, name, files);
                return;
            } catch (JUnitException e) {
                if (!(e.getCause() instanceof FileAlreadyExistsException)) {
                    throw e;
                }
                name = "browser-session-" + number;
            }
        }
    }

    private static void publish(ExtensionContext context, String name, List<Path> files) {
        context.publishDirectory(name, directory -> {
            for (Path file : files) {
                // Where it is the directory of an earlier build.
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    /** Beside what else the build makes. */
    private static Path directory(ExtensionContext context) {
        Settings settings = new Settings(context::getConfigurationParameter, System.getenv());
        boolean gradle = !Files.exists(Path.of("pom.xml"))
                && (Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts")));
        return settings.text("evidence").map(Path::of).orElse(Path.of(gradle ? "build" : "target", "browser-sessions"));
    }
}
