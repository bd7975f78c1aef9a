package dev.browsersession;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a field to be set before every test to what the test would get as a parameter. On a parameter it changes nothing but
 * the answer to a type that is not supported: an error that lists those that are.
 *
 * <pre>{@code
 * @BrowserSession
 * class SearchTest {
 *     @Connected WebDriver driver;
 * }
 * }</pre>
 *
 * <p>Supported types: {@code WebDriver}, {@code RemoteWebDriver}, {@code ChromiumDriver}, {@code ChromeDriver},
 * {@code DevTools}, {@link Session}. Fields may be static or not, private or not, and may be declared in a superclass. A static
 * field holds the driver of the test that runs.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(BrowserSessionExtension.class)
public @interface Connected {}
