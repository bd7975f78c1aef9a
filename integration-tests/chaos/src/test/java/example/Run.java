package example;

import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in a JVM that nothing but this has started. */
final class Run {

    private Run() {}

    public static void main(String[] classes) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(Stream.of(classes)
                                    .map(DiscoverySelectors::selectClass)
                                    .toList())
                            .build());
        }
    }
}
