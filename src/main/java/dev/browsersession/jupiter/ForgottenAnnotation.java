package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Says what to do where a test asks for a browser and nothing gives it one. Without the annotation there is no extension that
 * could fail the test with more than JUnit's own "No ParameterResolver registered". Found by JUnit; not for use.
 */
public final class ForgottenAnnotation implements TestExecutionListener {

    private static final Pattern UNRESOLVED = Pattern.compile(
            "No ParameterResolver registered for parameter \\[(?:org\\.openqa\\.selenium|dev\\.browsersession)\\.(?:\\w+\\.)*"
                    + "(WebDriver|RemoteWebDriver|ChromiumDriver|ChromeDriver|DevTools|Session) .*"
                    + " in (?:method|constructor) \\[(?:.* )?(\\S+?)\\(.*",
            Pattern.DOTALL);

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable()
                .filter(ParameterResolutionException.class::isInstance)
                .map(failure -> UNRESOLVED.matcher(failure.getMessage()))
                .filter(Matcher::matches)
                .ifPresent(found -> new Announcer(Settings.ofThisJvm())
                        .warn(found.group(2) + " asks for a " + found.group(1)
                                + ", but its class has no @BrowserSession: add it to the class."));
    }
}
