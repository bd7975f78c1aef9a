package dev.browsersession;

import dev.browsersession.jupiter.TurnLocks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class a connected browser, from a session that lives at most as long as its ttl and is always stopped.
 *
 * <pre>{@code
 * @BrowserSession(ttl = "5m", keepAlive = true)
 * class CheckoutTest {
 *     @Test
 *     void pays(WebDriver driver) { ... }
 * }
 * }</pre>
 *
 * <p>Three attributes answer three independent questions: how many tests use one session ({@link #scope}), whether it survives
 * a disconnect ({@link #keepAlive}), and what a test sees of it ({@link #isolation}).
 *
 * <p>May stand on a class, a superclass, an enclosing class, a test method, or an annotation of your own. Declarations that
 * apply to the same test are merged attribute by attribute: the one closest to the test wins. Each attribute is also a setting,
 * {@code browser.session.<attribute>}, which applies where no declaration names it, and
 * {@code browser.session.override.<attribute>}, which wins over all declarations.
 *
 * <p>Every attribute takes one value. They are declared as arrays so that "not given" can be told from "given the default".
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BrowserSessionExtension.class)
@ResourceLock(providers = TurnLocks.class)
public @interface BrowserSession {

    /** Which provider the session comes from. Default: {@code local}, a Chrome on this machine. */
    String[] provider() default {};

    /**
     * The longest the session may live, from its creation: {@code "90s"}, {@code "5m"}, {@code "1h30m"}, or ISO-8601
     * ({@code "PT5M"}). A number without a unit is refused. Above the provider's documented maximum it is an error before
     * anything starts. Default: the provider's; {@code local}: 30 minutes.
     */
    String[] ttl() default {};

    /**
     * {@code true}: every test disconnects from the session and the next reconnects to it; a lost connection is made again.
     * {@code false}, the default: one connection is held for as long as the session is in use; when it is lost, so is the
     * session, and a new one takes its place.
     */
    boolean[] keepAlive() default {};

    /** How many tests use one session. Default: {@link Scope#CLASS}. */
    Scope[] scope() default {};

    /**
     * A name. All classes, forks and runs of this project that name it get the same session: it is created once, however many
     * ask for it at the same moment, and it stays until the run (Maven) has ended and {@code browser.session.linger} has
     * passed, or its ttl. Implies keep-alive. With {@link Isolation#NONE} one test JVM at a time has it, class by class, in the
     * order of asking; the others wait, {@code browser.session.acquire-timeout} (2 minutes) at most. The same name with other
     * attributes is a {@link SessionConflictException}. {@code browser.session.scope=user} shares it between all projects of
     * the user. Default: none, the session is the class's or the test's own.
     */
    String[] shared() default {};

    /** What a test sees of its session. Default: {@link Isolation#CONTEXT}. */
    Isolation[] isolation() default {};

    /**
     * Options of providers, each {@code "provider.key=value"}, as in {@code "local.headless=false"}. Of several declarations
     * the closest wins for each key. An unknown key of the provider in use is an error that lists the known ones; keys of
     * other providers are left alone, so that one class runs everywhere.
     */
    String[] options() default {};

    /** A class that edits the {@code ChromeOptions}; see {@link ChromeConfigurer} for what may be set. */
    Class<? extends ChromeConfigurer>[] configure() default {};
}
