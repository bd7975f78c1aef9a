package dev.browsersession.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.testkit.Kit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/** {@code shared} where classes run in parallel. */
class SharedInParallelTest extends SharedTestCase {

    private static Kit classesInParallel(int threads) {
        return ownRun().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(threads));
    }

    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
    private static final Map<String, AtomicInteger> IN_A_SESSION = new ConcurrentHashMap<>();
    private static final AtomicInteger MOST_IN_A_SESSION = new AtomicInteger();

    @Test
    void inOneJvmClassesUnderNoneTakeTurnsInWhateverOrderTheyNeedTheirSessions() {
        MOST_AT_ONCE.set(0);
        classesInParallel(4)
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                // No limit within one JVM: this one would be over at once.
                .with("browser.session.acquire-timeout", "1ms")
                .run(EggFirstTestCases.class, HenFirstTestCases.class)
                .allPassed(4);
        assertThat(USED).hasSize(2);
        assertThat(MOST_AT_ONCE).hasValue(1);
    }

    private static void useAlone(Session session, WebDriver driver) {
        AtomicInteger inIt = IN_A_SESSION.computeIfAbsent(session.id(), any -> new AtomicInteger());
        MOST_IN_A_SESSION.accumulateAndGet(inIt.incrementAndGet(), Math::max);
        MOST_AT_ONCE.accumulateAndGet(AT_ONCE.incrementAndGet(), Math::max);
        USED.add(session.id());
        driver.get("data:text/html,<title>mine</title>");
        AT_ONCE.decrementAndGet();
        inIt.decrementAndGet();
    }

    @BrowserSession(shared = "egg", isolation = Isolation.NONE)
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    static class EggFirstTestCases {
        @Test
        void egg(Session session, WebDriver driver) {
            useAlone(session, driver);
        }

        @Nested
        @BrowserSession(shared = "hen")
        @Order(1)
        class Hen {
            @Test
            void hen(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }
    }

    @BrowserSession(shared = "hen", isolation = Isolation.NONE)
    static class HenFirstTestCases {
        @Test
        void hen(Session session, WebDriver driver) {
            useAlone(session, driver);
        }

        @Nested
        @BrowserSession(shared = "egg")
        class Egg {
            @Test
            void egg(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }
    }

    /** Around them is nothing that JUnit could lock, so they must not claim for each other. */
    @Test
    void nestedClassesWithoutADeclarationAroundThemTakeTurnsToo() {
        MOST_IN_A_SESSION.set(0);
        classesInParallel(4)
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .run(OneAroundTestCases.class, OtherAroundTestCases.class)
                .allPassed(5);
        assertThat(USED).hasSize(2);
        assertThat(MOST_IN_A_SESSION).as("tests at once in a session").hasValue(1);
    }

    static class OneAroundTestCases {
        @Nested
        @BrowserSession(shared = "egg", isolation = Isolation.NONE)
        class Egg {
            @Test
            void egg(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }

        @Nested
        @BrowserSession(shared = "hen", isolation = Isolation.NONE)
        class Hen {
            @Test
            void hen(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }
    }

    static class OtherAroundTestCases {
        @Nested
        @BrowserSession(shared = "hen", isolation = Isolation.NONE)
        class Hen {
            @Test
            void hen(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }

        @Nested
        @BrowserSession(shared = "egg", isolation = Isolation.NONE)
        class Egg {
            @Test
            void egg(Session session, WebDriver driver) {
                useAlone(session, driver);
            }
        }

        @Test
        @BrowserSession(shared = "egg", isolation = Isolation.NONE)
        void egg(Session session, WebDriver driver) {
            useAlone(session, driver);
        }
    }

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Test
    void underContextClassesUseItAtTheSameTime() {
        classesInParallel(2)
                .run(MeetsOneTestCases.class, MeetsOtherTestCases.class)
                .allPassed(2);
        assertThat(USED).hasSize(1);
    }

    private static void meet(Session session, ChromeDriver driver) throws Exception {
        USED.add(session.id());
        driver.get("data:text/html,<title>" + Thread.currentThread().getName() + "</title>");
        BOTH.await();
        assertThat(driver.getTitle()).isEqualTo(Thread.currentThread().getName());
    }

    @BrowserSession(shared = "meeting")
    static class MeetsOneTestCases {
        @Test
        void meets(Session session, ChromeDriver driver) throws Exception {
            meet(session, driver);
        }
    }

    @BrowserSession(shared = "meeting")
    static class MeetsOtherTestCases {
        @Test
        void meets(Session session, ChromeDriver driver) throws Exception {
            meet(session, driver);
        }
    }
}
