package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import dev.browsersession.SessionConflictException;
import dev.browsersession.testkit.Kit;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.Results;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/** {@code shared} within one JVM. With several JVMs and runs: the projects in integration-tests. */
@Timeout(180)
class SharedTest {

    private static final Set<String> USED = new ConcurrentSkipListSet<>();

    /** As in an IDE: the run is over when this JVM's connection to the keeper ends, not with the build around this test. */
    private static Kit ownRun() {
        return kit().with("browser.session.run", "0");
    }

    @BeforeEach
    void forget() {
        JvmOwner.closeCurrent();
        USED.clear();
    }

    @AfterEach
    void nothingIsLeftAfterTheRun() {
        JvmOwner.closeCurrent();
        Awaitility.await().until(() -> Leftovers.directories().isEmpty());
        assertThat(Leftovers.browsers()).isEmpty();
    }

    @Test
    void classesThatNameItUseOneSession() {
        Results results =
                ownRun().run(FirstTestCases.class, SecondTestCases.class).allPassed(2);
        assertThat(USED).hasSize(1);
        assertThat(results.linesWith("is up for")).hasSize(1);
        assertThat(results.linesWith("is used by")).hasSize(1);
        assertThat(results.linesWith("is given back")).hasSize(2);
    }

    @BrowserSession(shared = "one")
    static class FirstTestCases {
        @Test
        void uses(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(session.keepAlive()).isTrue();
            driver.get("data:text/html,<title>first</title>");
        }
    }

    @BrowserSession(shared = "one")
    static class SecondTestCases {
        @Test
        void uses(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(driver.getTitle()).as("a context of its own").isEmpty();
        }
    }

    @Test
    void underNoneTheNextClassFindsThePageAsTheLastOneLeftIt() {
        ownRun().run(LeavesTestCases.class, FindsTestCases.class).allPassed(2);
        assertThat(USED).hasSize(1);
    }

    @BrowserSession(shared = "state", isolation = Isolation.NONE)
    static class LeavesTestCases {
        @Test
        void leaves(WebDriver driver, Session session) {
            USED.add(session.id());
            driver.get("data:text/html,<title>left here</title>");
        }
    }

    @BrowserSession(shared = "state", isolation = Isolation.NONE)
    static class FindsTestCases {
        @Test
        void finds(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(driver.getTitle()).isEqualTo("left here");
        }
    }

    @Test
    void anotherSpecUnderTheSameNameFailsItsClass() {
        Results results = ownRun().run(FirstTestCases.class, OtherSpecTestCases.class);
        assertThat(results.failure())
                .hasCauseInstanceOf(SessionConflictException.class)
                .hasMessageContaining("They differ in ttl");
        assertThat(results.passed()).isEqualTo(1);
    }

    @BrowserSession(shared = "one", ttl = "7m")
    static class OtherSpecTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void scopeTestContradictsIt() {
        assertThat(ownRun().run(OfOneTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("scope = TEST contradict each other");
    }

    @BrowserSession(shared = "one", scope = Scope.TEST)
    static class OfOneTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void keepAliveFalseContradictsIt() {
        assertThat(ownRun().run(NotKeptTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keepAlive = false contradict each other");
    }

    @BrowserSession(shared = "one", keepAlive = false)
    static class NotKeptTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void aHookBeforeItsStopIsRefused() {
        assertThat(ownRun().run(HookTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Use @AfterAll");
    }

    @BrowserSession(shared = "one", isolation = Isolation.NONE)
    static class HookTestCases {
        @BeforeSessionStop
        static void logOut(WebDriver driver) {
            driver.get("about:blank");
        }

        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void theReachOfTheNameIsASettingBesideTheScope() {
        ownRun().with("browser.session.scope", "user").run(FirstTestCases.class).allPassed(1);
        ownRun().with("browser.session.scope", "project")
                .run(FirstTestCases.class)
                .allPassed(1);
        assertThat(USED).as("two reaches, two sessions").hasSize(2);
    }

    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();

    @Test
    void inOneJvmClassesUnderNoneTakeTurnsInWhateverOrderTheyNeedTheirSessions() {
        MOST_AT_ONCE.set(0);
        ownRun().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                // No limit within one JVM: this one would be over at once.
                .with("browser.session.acquire-timeout", "1ms")
                .run(EggFirstTestCases.class, HenFirstTestCases.class)
                .allPassed(4);
        assertThat(USED).hasSize(2);
        assertThat(MOST_AT_ONCE).hasValue(1);
    }

    private static void useAlone(Session session, WebDriver driver) {
        MOST_AT_ONCE.accumulateAndGet(AT_ONCE.incrementAndGet(), Math::max);
        USED.add(session.id());
        driver.get("data:text/html,<title>mine</title>");
        AT_ONCE.decrementAndGet();
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
        MOST_AT_ONCE.set(0);
        ownRun().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .run(OneAroundTestCases.class, OtherAroundTestCases.class)
                .allPassed(5);
        assertThat(USED).hasSize(2);
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
        ownRun().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
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
