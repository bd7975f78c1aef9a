package dev.browsersession;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that runs when the class gives its session back, just before the session is stopped: to log out, to save
 * something.
 *
 * <pre>{@code
 * @BeforeSessionStop
 * static void logOut(WebDriver driver) { ... }
 * }</pre>
 *
 * <p>Static, or any method with the per-class test instance lifecycle; parameters are injected as in tests. Only with
 * {@link Isolation#NONE}: with {@link Isolation#CONTEXT} there is nothing left to see by then, and an {@code @AfterEach} method
 * does it. It has 30 seconds; whatever it does, the session is stopped, and a failure of it is reported but fails no test. It
 * does not run when the session has already ended.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BeforeSessionStop {}
