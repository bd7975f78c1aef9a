package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Kit.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Connected;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.remote.RemoteWebDriver;

class InjectionTest {

    @Test
    void everySupportedTypeIsInjectedAndAllDriversOfATestAreOneDriver() {
        kit().run(EveryTypeTestCases.class).allPassed(1);
    }

    @BrowserSession
    static class EveryTypeTestCases {
        @Test
        void all(WebDriver a, RemoteWebDriver b, ChromiumDriver c, ChromeDriver d, DevTools devTools, Session session) {
            assertThat(List.of(b, c, d)).allSatisfy(driver -> assertThat(driver).isSameAs(a));
            a.get("data:text/html,<title>hello</title>");
            assertThat(d.getTitle()).isEqualTo("hello");
            Map<String, Object> result =
                    devTools.send(new Command<>("Runtime.evaluate", Map.of("expression", "document.title"), Map.class));
            assertThat(result.toString()).contains("hello");
            assertThat(session.provider()).isEqualTo(provider());
            long usual = provider().equals("local") ? 30 : 5;
            assertThat(session.ttlLeft().toMinutes()).isBetween(usual - 2, usual);
            assertThat(session.browserVersion().orElseThrow()).startsWith("Chrome/");
            assertThat(session.connectUrl().orElseThrow().value()).startsWith("ws://127.0.0.1:");
            assertThat(session.connectUrl().toString()).doesNotContain("ws://");
        }
    }

    @Test
    void devToolsAloneAreAttachedToTheTestsPageWithoutAChromeDriver() {
        kit().with("browser.session.local.chromedriver", "/nowhere/chromedriver")
                .run(DevToolsTestCases.class)
                .allPassed(1);
    }

    @BrowserSession
    static class DevToolsTestCases {
        @Test
        void evaluates(DevTools devTools) {
            Map<String, Object> result =
                    devTools.send(new Command<>("Runtime.evaluate", Map.of("expression", "1 + 41"), Map.class));
            assertThat(result.toString()).contains("42");
        }
    }

    @Test
    void lifecycleMethodsConstructorsAndFieldsGetTheTestsDriver() {
        kit().run(PerMethodTestCases.class).allPassed(2);
    }

    static class BaseTestCases {
        @Connected
        private WebDriver inherited;

        WebDriver inherited() {
            return inherited;
        }
    }

    @BrowserSession
    static class PerMethodTestCases extends BaseTestCases {
        @Connected
        static WebDriver shared;

        @Connected
        Session session;

        private final WebDriver constructed;

        PerMethodTestCases(WebDriver constructed) {
            this.constructed = constructed;
        }

        @BeforeEach
        void before(WebDriver driver) {
            assertThat(driver).isSameAs(constructed).isSameAs(inherited()).isSameAs(shared);
        }

        @Test
        void first(WebDriver driver) {
            assertThat(driver).isSameAs(constructed);
        }

        @Test
        void second(WebDriver driver) {
            assertThat(driver).isSameAs(constructed);
            assertThat(session.ttlLeft()).isPositive();
        }

        @AfterEach
        void after(WebDriver driver) {
            driver.getTitle();
        }
    }

    @Test
    void aDriverOfBeforeAllIsTheClasssAndItsTestsUseIt() {
        kit().run(PerClassTestCases.class).allPassed(2);
    }

    @BrowserSession
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCases {
        @Connected
        WebDriver field;

        private WebDriver ofBeforeAll;

        @BeforeAll
        void open(WebDriver driver) {
            assertThat(driver).isSameAs(field);
            ofBeforeAll = driver;
            driver.get("data:text/html,<title>class</title>");
        }

        @RepeatedTest(2)
        void sees(WebDriver driver) {
            assertThat(driver).isSameAs(ofBeforeAll);
            assertThat(driver.getTitle()).isEqualTo("class");
        }

        @AfterAll
        void close(WebDriver driver) {
            assertThat(driver.getTitle()).isEqualTo("class");
        }
    }

    @Test
    void nestedClassesUseTheSessionAroundThemUnlessTheyHaveTheirOwn() {
        var results = kit().run(OuterTestCases.class).allPassed(3);
        assertThat(results.sessions()).hasSize(2);
    }

    @BrowserSession(ttl = "4m")
    static class OuterTestCases {
        static String outerId;

        @Test
        void outer(Session session) {
            outerId = session.id();
        }

        @Nested
        class Inner {
            @Test
            void inner(WebDriver driver, Session session) {
                assertThat(session.id()).isEqualTo(outerId);
            }
        }

        @Nested
        @BrowserSession(keepAlive = true)
        class Own {
            @Test
            void own(Session session) {
                assertThat(session.id()).isNotEqualTo(outerId);
                assertThat(session.keepAlive()).isTrue();
                assertThat(session.ttlLeft().toMinutes())
                        .as("ttl of the class around")
                        .isEqualTo(3);
            }
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @BrowserSession(keepAlive = true, ttl = "7m")
    @interface KeptBrowser {}

    @Test
    void metaAnnotationsSuperclassesAndMethodsAreMergedAttributeByAttribute() {
        kit().run(MergedTestCases.class).allPassed(2);
    }

    @KeptBrowser
    static class MetaTestCases {}

    @BrowserSession(ttl = "3m")
    static class MergedTestCases extends MetaTestCases {
        @Test
        void ofClass(Session session) {
            assertThat(session.keepAlive())
                    .as("of the annotation on the superclass")
                    .isTrue();
            assertThat(session.ttlLeft().toSeconds()).isBetween(150L, 180L);
        }

        @Test
        @BrowserSession(ttl = "2m")
        void ofMethod(Session session) {
            assertThat(session.keepAlive()).isTrue();
            assertThat(session.ttlLeft().toSeconds()).isBetween(90L, 120L);
        }
    }

    @Test
    void parameterizedRepeatedAndDynamicTestsWork() {
        kit().run(TemplatesTestCases.class).allPassed(4);
    }

    @BrowserSession
    static class TemplatesTestCases {
        @ParameterizedTest
        @ValueSource(strings = {"one", "two"})
        void parameterized(String title, WebDriver driver) {
            driver.get("data:text/html,<title>" + title + "</title>");
            assertThat(driver.getTitle()).isEqualTo(title);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(WebDriver driver) {
            return Stream.of("three", "four")
                    .map(title -> DynamicTest.dynamicTest(title, () -> {
                        driver.get("data:text/html,<title>" + title + "</title>");
                        assertThat(driver.getTitle()).isEqualTo(title);
                    }));
        }
    }

    @Test
    void parallelMethodsOfAClassTakeTurns() {
        kit().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .run(ParallelTestCases.class)
                .allPassed(4);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class ParallelTestCases {
        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void one(String title, WebDriver driver) {
            goAndStay(title, driver);
        }

        @ParameterizedTest
        @ValueSource(strings = {"c", "d"})
        void two(String title, WebDriver driver) {
            goAndStay(title, driver);
        }

        private static void goAndStay(String title, WebDriver driver) {
            driver.get("data:text/html,<title>" + title + "</title>");
            for (int look = 0; look < 20; look++) {
                assertThat(driver.getTitle()).isEqualTo(title);
            }
        }
    }
}
