package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Keeps the configuration parameters of the test plan that is being executed, for what JUnit asks without them. Found by JUnit;
 * not for use.
 */
public final class LaunchSettings implements TestExecutionListener {

    private static volatile Settings current = Settings.ofThisJvm();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        current = new Settings(plan.getConfigurationParameters()::get, System.getenv());
    }

    static Settings current() {
        return current;
    }
}
