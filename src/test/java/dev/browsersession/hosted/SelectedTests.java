package dev.browsersession.hosted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in a JVM of their own, and prints how each test ended. */
public final class SelectedTests {

    static final String PASSED = "passed: ";
    static final String FAILED = "failed: ";

    private SelectedTests() {}

    /**
     * Runs them. Tests of the tag {@code local} are left out.
     *
     * @param arguments names of classes
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(Stream.of(arguments)
                                            .map(name -> selectClass(name))
                                            .toList())
                                    .filters(TagFilter.excludeTags("local"))
                                    .build(),
                            new Printing(out));
        }
        out.flush();
        // Not an exit: the hook that deletes this build's state directory is for the JVM that has the server in it,
        // too.
        Runtime.getRuntime().halt(0);
    }

    private record Printing(PrintStream out) implements TestExecutionListener {

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            out.println(FAILED + test.getUniqueId() + " was skipped: " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                out.println(FAILED + test.getUniqueId() + " "
                        + result.getThrowable().map(SelectedTests::oneLine).orElse(""));
                result.getThrowable().ifPresent(failure -> failure.printStackTrace(out));
            } else if (test.isTest()) {
                out.println(PASSED + test.getUniqueId());
            }
        }
    }

    private static String oneLine(Throwable failure) {
        return String.join(" ", List.of(String.valueOf(failure).split("\\R")));
    }
}
