package dev.browsersession.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as a build would, with settings of their own. */
public final class Kit {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Kit() {}

    /** Where sessions come from, of whatever test class names no provider. */
    public static String provider() {
        return System.getProperty("browser.session.override.provider", "local");
    }

    public static Kit kit() {
        return new Kit();
    }

    public Kit with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Runs all tests of the classes; what they log is in the results. */
    public Results run(Class<?>... classes) {
        EngineTestKit.Builder builder = builder();
        for (Class<?> type : classes) {
            builder.selectors(selectClass(type));
        }
        return execute(builder);
    }

    public Results runMethod(Class<?> type, String method) {
        return execute(builder().selectors(selectMethod(type, method)));
    }

    private EngineTestKit.Builder builder() {
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .outputDirectoryProvider(new PublishedFiles())
                .configurationParameters(parameters);
    }

    private static Results execute(EngineTestKit.Builder builder) {
        try (CapturedLog log = CapturedLog.start()) {
            return new Results(builder.execute(), log.lines());
        }
    }
}
