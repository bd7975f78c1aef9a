package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.testkit.PageServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Every kind of state that a page can write, on several origins and in a cross-site frame, and who sees it afterwards. */
class ClearTest {

    private static final List<String> HOSTS = List.of("localhost", "a.localhost", "b.localhost");

    /** Writes one of each kind, then says so in its title. */
    private static final String WRITER = """
            <title>writing</title><script>
            (async () => {
              document.cookie = 'state=1; path=/';
              localStorage.setItem('state', '1');
              sessionStorage.setItem('state', '1');
              await new Promise((done, failed) => {
                const open = indexedDB.open('state', 1);
                open.onupgradeneeded = () => open.result.createObjectStore('state');
                open.onsuccess = done; open.onerror = failed;
              });
              await (await caches.open('state')).put('/state', new Response('1'));
              const root = await navigator.storage.getDirectory();
              await root.getFileHandle('state', {create: true});
              await navigator.serviceWorker.register('/worker.js');
              await navigator.serviceWorker.ready;
              if (window === top) {
                window.name = 'state';
                addEventListener('pagehide', () => window.name = 'state');
              }
              document.title = 'written';
              if (window !== top) { parent.postMessage('written', '*'); }
            })().catch(e => document.title = 'failed: ' + e);
            </script>""";

    private static final String FRAMES = """
            <title>writing</title><script>
            addEventListener('message', () => document.title = 'written');
            </script><iframe src="SRC"></iframe>""";

    /** What is left of it. */
    private static final String READER = """
            const done = arguments[0];
            (async () => {
              const root = await navigator.storage.getDirectory();
              let files = 0; for await (const name of root.keys()) files++;
              return {cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
                databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, files: files,
                workers: (await navigator.serviceWorker.getRegistrations()).length, name: window.name,
                permission: (await navigator.permissions.query({name: 'geolocation'})).state};
            })().then(done, e => done('failed: ' + e));""";

    private static final Map<String, Object> NOTHING = Map.of(
            "cookie",
            "",
            "local",
            0L,
            "session",
            0L,
            "databases",
            0L,
            "caches",
            0L,
            "files",
            0L,
            "workers",
            0L,
            "name",
            "",
            "permission",
            "prompt");

    static PageServer pages;

    @BeforeAll
    static void serve() {
        pages = PageServer.start();
        pages.page("/write", WRITER)
                .page("/frames", FRAMES.replace("SRC", pages.url("b.localhost", "/write")))
                .page("/worker.js", "addEventListener('fetch', () => {});");
    }

    @AfterAll
    static void close() {
        pages.close();
    }

    private static void writeEverything(ChromeDriver driver) {
        for (String host : HOSTS) {
            driver.executeCdpCommand(
                    "Browser.grantPermissions",
                    Map.of("origin", pages.url(host, ""), "permissions", List.of("geolocation")));
            visit(driver, pages.url(host, "/write"));
            assertThat(read(driver))
                    .as("state of %s", host)
                    .containsEntry("cookie", "state=1")
                    .containsEntry("local", 1L)
                    .containsEntry("session", 1L)
                    .containsEntry("databases", 1L)
                    .containsEntry("caches", 1L)
                    .containsEntry("files", 1L)
                    .containsEntry("workers", 1L)
                    .containsEntry("permission", "granted");
        }
        visit(driver, pages.url("localhost", "/frames"));
    }

    private static void visit(ChromeDriver driver, String url) {
        driver.get(url);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !driver.getTitle()
                .equals("writing"));
        assertThat(driver.getTitle()).isEqualTo("written");
    }

    @SuppressWarnings("unchecked") // what the script returns
    private static Map<String, Object> read(ChromeDriver driver) {
        return (Map<String, Object>) driver.executeAsyncScript(READER);
    }

    private static void assertNothingIsThere(ChromeDriver driver) {
        for (String host : HOSTS) {
            driver.get(pages.url(host, "/read"));
            assertThat(read(driver)).as("state of %s", host).isEqualTo(NOTHING);
        }
    }

    @Test
    void aContextTestSeesNothingOfWhatTheOneBeforeWrote() {
        kit().run(ContextTestCases.class).allPassed(2);
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ContextTestCases {
        @Test
        @Order(1)
        void writes(ChromeDriver driver) {
            writeEverything(driver);
        }

        @Test
        @Order(2)
        void reads(ChromeDriver driver) {
            assertNothingIsThere(driver);
        }
    }

    @Test
    void clearWipesEveryOriginAndLeavesOneBlankPage() {
        kit().run(ClearTestCases.class).allPassed(1);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class ClearTestCases {
        @Test
        void clears(ChromeDriver driver, Session session) {
            writeEverything(driver);
            driver.executeScript("window.name = 'state'");
            driver.switchTo().newWindow(WindowType.TAB);
            driver.get(pages.url("localhost", "/write"));
            session.clear();
            assertThat(driver.getWindowHandles()).hasSize(1);
            assertThat(driver.getCurrentUrl()).isEqualTo("about:blank");
            assertNothingIsThere(driver);
        }
    }
}
