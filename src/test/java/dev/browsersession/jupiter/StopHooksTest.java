package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Leftovers.andNothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** {@code @BeforeSessionStop}: when it runs, when it does not, and where it is refused. */
class StopHooksTest {
    @Test
    void beforeSessionStopSeesThePageAsTheTestsLeftIt() {
        HookTestCases.seen.clear();
        andNothingIsLeft(kit().run(HookTestCases.class).allPassed(1));
        assertThat(HookTestCases.seen).containsExactly("left");
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class HookTestCases {
        static List<String> seen = new ArrayList<>();

        @Test
        void test(WebDriver driver) {
            driver.get("data:text/html,<title>left</title>");
        }

        @BeforeSessionStop
        static void look(WebDriver driver) {
            seen.add(driver.getTitle());
        }
    }

    @Test
    void aFailingBeforeSessionStopFailsNoTestAndIsReported() {
        var results = andNothingIsLeft(kit().run(FailingHookTestCases.class).allPassed(1));
        assertThat(results.linesWith("WARNING @BeforeSessionStop")).hasSize(1);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class FailingHookTestCases {
        @Test
        void test(WebDriver driver) {
            driver.getTitle();
        }

        @BeforeSessionStop
        static void fails(WebDriver driver) {
            assertThat(driver.getTitle()).isEmpty();
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void beforeSessionStopUnderContextIsRefused() {
        assertThat(kit().run(ContextHookTestCases.class).failure()).hasMessageContaining("isolation = CONTEXT");
    }

    @BrowserSession
    static class ContextHookTestCases {
        @Test
        void test() {}

        @BeforeSessionStop
        static void look(WebDriver driver) {}
    }

    @Test
    void beforeSessionStopThatWouldNeverRunIsRefused() {
        assertThat(kit().run(MisplacedHookTestCases.class).failure()).hasMessageContaining("would never run");
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class MisplacedHookTestCases {
        @Nested
        class Inner {
            @Test
            void test() {}

            @BeforeSessionStop
            static void look(WebDriver driver) {}
        }
    }

    @Test
    void aMethodsOwnSessionHasItsHookToo() {
        MethodHookTestCases.runs = 0;
        andNothingIsLeft(kit().run(MethodHookTestCases.class).allPassed(2));
        assertThat(MethodHookTestCases.runs).isEqualTo(2);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class MethodHookTestCases {
        static int runs;

        @Test
        void ofClass(WebDriver driver) {
            driver.getTitle();
        }

        @Test
        @BrowserSession(ttl = "2m")
        void own(WebDriver driver) {
            driver.getTitle();
        }

        @BeforeSessionStop
        static void count(Session session) {
            runs++;
        }
    }
}
