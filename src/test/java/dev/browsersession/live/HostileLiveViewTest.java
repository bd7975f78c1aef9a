package dev.browsersession.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.testkit.PageServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** What pages that mean harm can do to a live view: those that it shows, and those in the browser of who watches. */
class HostileLiveViewTest extends LiveViewTestCase {

    private static final String HOLDER = "<img src=x onerror=window.owned=1>Test";

    private static Browser watched;

    @BeforeAll
    static void openWatched() {
        watched = Browser.open(keeper, HOLDER, false);
    }

    @BeforeEach
    void openPage() {
        watched.driver().get(site.url("/"));
    }

    @AfterAll
    static void closeWatched() {
        watched.close();
    }

    static List<String> titles() {
        return List.of(
                "</title><script>window.owned = 1</script>",
                "<img src=x onerror=\"window.owned=1\">'\"`&lt;",
                "\" onmouseover=\"window.owned=1",
                "{{stop}} ${1+1} </script><!--",
                "left \u202Etfel\u202C \u2066\u200F right");
    }

    @ParameterizedTest
    @MethodSource("titles")
    void aTitleIsTextAndNothingElse(String title) {
        watched.driver().executeScript("document.title = arguments[0]", title);

        watcher.open(watched.liveView());

        await().atMost(NET).until(() -> content("title"), title::equals);
        assertThat(content("holders")).startsWith(HOLDER);
        assertUnharmed();
    }

    @ParameterizedTest
    @MethodSource("titles")
    void onTheListATitleIsTextToo(String title) {
        watched.driver().executeScript("document.title = arguments[0]", title);
        watcher.open(list());

        await().atMost(NET).until(() -> eyes.driver().executeScript("""
                                return [...document.querySelectorAll('#sessions .pagetitle')].map(it => it.textContent);"""), titles -> ((List<?>) titles).contains(title));
        assertThat(eyes.driver().executeScript("""
                        return document.querySelectorAll('#sessions .pagetitle *, #sessions .holders *').length;""")).isEqualTo(0L);
        assertUnharmed();
    }

    @Test
    void aTitleThatRunsBackwardsKeepsToItself() {
        watched.driver().executeScript("document.title = '\\u202Eabc'");
        watcher.open(watched.liveView()).awaitText("title", "abc");

        assertThat(watcher.driver().findElement(By.id("title")).getCssValue("unicode-bidi"))
                .isEqualTo("isolate");
        assertThat(watcher.text("url")).isEqualTo(site.url("/"));
    }

    @Test
    void aTitleOfAMegabyteIsShortened() {
        watched.driver().executeScript("document.title = 'x'.repeat(1 << 20)");
        watcher.open(watched.liveView()).awaitText("title", "xxxx");
        await().atMost(NET).until(() -> content("title").length(), length -> length > 100 && length <= 301);
    }

    @Test
    void halfACharacterBreaksNothing() {
        watched.driver().executeScript("document.title = 'a\\uD83Db\\uDE00c\\u0000\\u0007d'");
        watcher.open(watched.liveView()).awaitText("title", "c");
        assertThat(content("title")).matches("a\uFFFD+b\uFFFD+c.*d");
    }

    @Test
    void anAddressIsNoLink() {
        watched.driver().get("data:text/html,<title>data</title><a id=a href='javascript:window.owned=1'>x</a>");
        watcher.open(watched.liveView()).awaitText("title", "data");

        assertThat(content("url")).startsWith("data:text/html,").contains("javascript:window.owned=1");
        assertThat(watcher.driver().findElements(By.cssSelector("a, iframe, object, embed, base, form")))
                .isEmpty();
        assertUnharmed();
    }

    @Test
    void aPageInTheWatchersBrowserCanNeitherReadNorFrameNorStopIt() {
        String view = watched.liveView();
        try (PageServer foreign = PageServer.start()) {
            foreign.page("/evil", "<title>evil</title><iframe name=frame src='" + view + "'></iframe>");
            watcher.open(foreign.url("/evil"));

            assertThat(ask("fetch(arguments[0] + 'state').then(answer => answer.text())", view))
                    .startsWith("TypeError");
            assertThat(ask("fetch(arguments[0] + 'state', {mode: 'no-cors'}).then(answer => answer.text())", view))
                    .isIn("", "TypeError: Failed to fetch");
            assertThat(ask("fetch(arguments[0] + 'stop', {method: 'POST', mode: 'no-cors'}).then(() => 'sent')", view))
                    .isIn("sent", "TypeError: Failed to fetch");
            watcher.driver().switchTo().frame("frame");
            assertThat(watcher.driver().findElements(By.id("state"))).isEmpty();
            watcher.driver().switchTo().defaultContent();
        }
        assertThat(watched.lease().inspect().end()).isNull();
    }

    private static String ask(String script, String view) {
        return (String) eyes.driver()
                .executeAsyncScript(
                        "const done = arguments[1]; " + script + ".then(done, failure => done(String(failure)))", view);
    }

    private static String content(String id) {
        return watcher.driver().findElement(By.id(id)).getDomProperty("textContent");
    }

    private static void assertUnharmed() {
        assertThat(eyes.driver().executeScript("return window.owned")).isNull();
        assertThat(watcher.driver().findElements(By.tagName("script"))).hasSize(1);
        assertThat(watcher.driver().findElements(By.cssSelector("#title *, #url *, #holders img")))
                .isEmpty();
    }
}
