package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Leftovers.andNothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import dev.browsersession.SessionExpiredException;
import dev.browsersession.testkit.PageServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;

/** Classes in classes, on the session of the outer one. */
class NestedTest {

    static PageServer pages;

    @BeforeAll
    static void serve() {
        pages = PageServer.start();
    }

    @AfterAll
    static void close() {
        pages.close();
    }

    @Test
    void aClassAndTheOnesInItHaveOneSessionAndLeaveNone() {
        var results = andNothingIsLeft(kit().run(OuterTestCases.class).allPassed(3));
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession
    static class OuterTestCases {
        @Test
        void outer(WebDriver driver) {
            driver.getTitle();
        }

        @Nested
        class First {
            @Test
            void inner(WebDriver driver) {
                driver.getTitle();
            }
        }

        @Nested
        class Second {
            @Test
            void inner(WebDriver driver) {
                driver.getTitle();
            }
        }
    }

    @Test
    void theDriverOfAClassIsNotThatOfItsSiblings() {
        andNothingIsLeft(kit().run(SiblingsTestCases.class).allPassed(3));
    }

    @BrowserSession
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    static class SiblingsTestCases {
        @Nested
        @Order(1)
        @TestInstance(Lifecycle.PER_CLASS)
        class LoggedIn {
            @BeforeAll
            void logIn(WebDriver driver) {
                driver.get(pages.url("/"));
                driver.manage().addCookie(new Cookie("login", "yes"));
            }

            @Test
            void hasACookie(WebDriver driver) {
                assertThat(driver.manage().getCookieNamed("login")).isNotNull();
            }

            @Nested
            class Inside {
                @Test
                void hasItToo(WebDriver driver) {
                    assertThat(driver.manage().getCookieNamed("login")).isNotNull();
                }
            }
        }

        @Nested
        @Order(2)
        class LoggedOut {
            @Test
            void hasNone(WebDriver driver) {
                driver.get(pages.url("/"));
                assertThat(driver.manage().getCookies()).isEmpty();
            }
        }
    }

    @Test
    void testsThatKeepTheDriverOfTheirClassInAFieldUseItToo() {
        var results = andNothingIsLeft(kit().run(StaticDriverTestCases.class));
        assertThat(results.failures()).hasSize(2);
        assertThat(results.failures().get("afterItWasStopped()"))
                .isInstanceOf(SessionExpiredException.class)
                .hasMessageContaining("ended before");
        assertThat(results.linesWith("StaticDriverTestCases.fails failed; its page is kept"))
                .hasSize(1);
        assertThat(results.linesWith("is stopped after").get(0)).contains(": 2 tests, ");
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class StaticDriverTestCases {
        static WebDriver driver;

        @BeforeAll
        static void open(WebDriver opened) {
            driver = opened;
        }

        @Test
        @Order(1)
        void fails() {
            driver.get(pages.url("/"));
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Order(2)
        void stops(Session session) {
            session.stop();
        }

        @Test
        @Order(3)
        void afterItWasStopped() {
            driver.getTitle();
        }
    }

    @Test
    void aClassWithoutAPlaceForABrowserStartsNone() {
        var results = kit().run(BrowserlessTestCases.class).allPassed(1);
        assertThat(results.sessions()).isEmpty();
    }

    @BrowserSession
    static class BrowserlessTestCases {
        @Test
        void needsNone() {}
    }
}
