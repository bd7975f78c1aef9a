package example;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A test run in a JVM of its own; its argument names the test class. */
final class TestRunMain {

    private TestRunMain() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(arguments[0]))
                                    .build(),
                            summary);
        }
        summary.getSummary().printFailuresTo(new PrintWriter(System.out, true));
        System.out.println("passed " + summary.getSummary().getTestsSucceededCount());
    }
}
