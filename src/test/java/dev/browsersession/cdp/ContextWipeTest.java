package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static dev.browsersession.cdp.Chromium.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextWipeTest {

    private static final Duration WIPE_LIMIT = Duration.ofSeconds(30);
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "a.localhost", "b.localhost");
    private static final String NOTHING = "cookie:,local:,session:,indexed:,caches:,files:,workers:0";

    /** Writes every kind of state that an origin can have, and reads it again. */
    private static final String SCRIPT = """
        async function write() {
          document.cookie = 'c=1; path=/; max-age=1000';
          localStorage.setItem('l', '1');
          sessionStorage.setItem('s', '1');
          window.name = 'named';
          const db = await new Promise((done, failed) => {
            const open = indexedDB.open('i', 1);
            open.onsuccess = () => done(open.result);
            open.onerror = () => failed(open.error);
          });
          db.close();
          await (await caches.open('k')).put('/cached', new Response('x'));
          const root = await navigator.storage.getDirectory();
          await root.getFileHandle('f', {create: true});
          if (window === top) {
            await navigator.serviceWorker.register('/worker.js');
            await navigator.serviceWorker.ready;
          }
          return read();
        }
        async function read() {
          const root = await navigator.storage.getDirectory();
          const files = [];
          for await (const name of root.keys()) files.push(name);
          return ['cookie:' + document.cookie,
            'local:' + Object.keys(localStorage), 'session:' + Object.keys(sessionStorage),
            'indexed:' + (await indexedDB.databases()).map(db => db.name),
            'caches:' + await caches.keys(), 'files:' + files,
            'workers:' + (await navigator.serviceWorker.getRegistrations()).length].join(',');
        }
        addEventListener('message', async event => {
          if (event.data !== 'write' && event.data !== 'read') return;
          const state = await (event.data === 'write' ? write() : read());
          event.source.postMessage('state ' + state, '*');
        });
        function framed(what) {
          return new Promise(done => {
            addEventListener('message', event => {
              if (String(event.data).startsWith('state ')) done(event.data.substring(6));
            });
            document.getElementById('frame').contentWindow.postMessage(what, '*');
          });
        }
        """;

    private static TestSite site;

    @TempDir
    private Path directory;

    private Chromium chromium;

    @BeforeAll
    static void startSite() throws Exception {
        site = TestSite.start();
        site.page("/state", "<script>" + SCRIPT + "</script>");
        site.page(
                "/outer",
                "<script>" + SCRIPT + "</script><iframe id='frame' src='" + site.url("b.localhost", "/state")
                        + "'></iframe>");
        site.page("/stay", "<script>addEventListener('beforeunload', event => event.preventDefault())</script>stay");
        site.resource("/worker.js", "text/javascript", "no-store", """
            addEventListener('install', () => skipWaiting());
            addEventListener('activate', event => event.waitUntil(clients.claim()));
            addEventListener('fetch', event => {
              if (event.request.url.endsWith('/spoken')) event.respondWith(new Response('from the worker'));
            });
            """);
        site.resource("/lasting", "text/plain", "max-age=1000", "x");
    }

    @AfterAll
    static void endSite() {
        site.close();
    }

    @BeforeEach
    void startChromium() throws Exception {
        chromium = Chromium.start(directory);
    }

    @AfterEach
    void endChromium() {
        chromium.close();
    }

    private String firstPage() throws CdpException {
        return Pages.list(chromium.control(), null).get(0).id();
    }

    private String wipe(String keep) throws CdpException {
        return ContextWipe.wipe(chromium.control(), keep, WIPE_LIMIT);
    }

    @Test
    void leavesNothingOfWhatAnyOriginStored() throws Exception {
        String target = firstPage();
        try (PageSession page = chromium.visit(target, "about:blank")) {
            for (String host : HOSTS) {
                Chromium.go(page, site.url(host, "/state"));
                assertThat(evaluate(page, "write()"))
                        .isEqualTo("cookie:c=1,local:l,session:s,indexed:i,caches:k,files:f,workers:1");
            }
            assertThat(wipe(target)).isEqualTo(target);
            assertThat(evaluate(page, "[location.href, window.name, history.length].join()"))
                    .isEqualTo("about:blank,,1");
            for (String host : HOSTS) {
                Chromium.go(page, site.url(host, "/state"));
                assertThat(evaluate(page, "read()")).as(host).isEqualTo(NOTHING);
                assertThat(evaluate(page, "fetch('/spoken').then(answer => answer.status)"))
                        .as("without the service worker")
                        .isNotEqualTo("200");
            }
        }
    }

    @Test
    void leavesNothingOfWhatAFrameOfAnotherSiteStored() throws Exception {
        String target = firstPage();
        try (PageSession page = chromium.visit(target, site.url("localhost", "/outer"))) {
            evaluate(page, "write()");
            assertThat(evaluate(page, "framed('write')")).contains("local:l,session:s,indexed:i,caches:k,files:f");
            wipe(target);
            Chromium.go(page, site.url("localhost", "/outer"));
            assertThat(evaluate(page, "framed('read')")).isEqualTo(NOTHING);
            assertThat(evaluate(page, "read()")).isEqualTo(NOTHING);
        }
    }

    @Test
    void leavesNoPermissionOfAnyOrigin() throws Exception {
        String target = firstPage();
        String query = "navigator.permissions.query({name: 'geolocation'}).then(status => status.state)";
        try (PageSession page = chromium.visit(target, site.url("localhost", "/state"))) {
            String before = evaluate(page, query);
            chromium.control()
                    .call(null, "Browser.grantPermissions", Map.of("permissions", List.of("geolocation")), LIMIT);
            assertThat(evaluate(page, query)).isEqualTo("granted");
            wipe(target);
            Chromium.go(page, site.url("localhost", "/state"));
            assertThat(evaluate(page, query)).isEqualTo(before);
        }
    }

    @Test
    void leavesNothingInTheHttpCache() throws Exception {
        String target = firstPage();
        String load = "fetch('/lasting').then(answer => answer.text())";
        try (PageSession page = chromium.visit(target, site.url("localhost", "/state"))) {
            evaluate(page, load);
            int before = site.requestsOf("/lasting");
            evaluate(page, load);
            assertThat(site.requestsOf("/lasting")).isEqualTo(before);
            wipe(target);
            Chromium.go(page, site.url("localhost", "/state"));
            evaluate(page, load);
            assertThat(site.requestsOf("/lasting")).isEqualTo(before + 1);
        }
    }

    @Test
    void closesAllOtherPagesWhateverTheySay() throws Exception {
        String kept = firstPage();
        String asking = Pages.createPage(chromium.control(), null, 0, 0);
        String alerting = Pages.createPage(chromium.control(), null, 0, 0);
        String busy = Pages.createPage(chromium.control(), null, 0, 0);
        makeAsk(asking);
        makeAlert(alerting);
        makeBusy(busy);
        assertThat(wipe(kept)).isEqualTo(kept);
        assertThat(Pages.list(chromium.control(), null))
                .extracting(PageTarget::id)
                .containsExactly(kept);
    }

    @Test
    void bringsAPageBackThatAsksWhetherItMayBeLeft() throws Exception {
        String target = firstPage();
        makeAsk(target);
        assertBlank(wipe(target), target);
    }

    @Test
    void bringsAPageBackWithAnOpenDialog() throws Exception {
        String target = firstPage();
        makeAlert(target);
        assertBlank(wipe(target), target);
    }

    @Test
    void bringsAPageBackWhoseScriptNeverEnds() throws Exception {
        String target = firstPage();
        makeBusy(target);
        assertBlank(wipe(target), target);
    }

    @Test
    void makesAPageWhereThereIsNoneToKeep() throws Exception {
        String before = firstPage();
        String kept = wipe(null);
        assertThat(kept).isNotEqualTo(before);
        assertBlank(kept, kept);
    }

    private void assertBlank(String kept, String expected) throws CdpException {
        assertThat(kept).isEqualTo(expected);
        assertThat(Pages.list(chromium.control(), null))
                .singleElement()
                .matches(page -> page.id().equals(expected) && page.url().equals("about:blank"));
    }

    private void makeAsk(String target) throws CdpException {
        try (PageSession page = chromium.visit(target, site.url("localhost", "/stay"))) {
            for (String type : List.of("mousePressed", "mouseReleased")) {
                Map<String, ?> click = Map.of("type", type, "x", 5, "y", 5, "button", "left", "clickCount", 1);
                page.call("Input.dispatchMouseEvent", click, LIMIT);
            }
        }
    }

    private void makeAlert(String target) throws CdpException {
        try (PageSession page = chromium.visit(target, site.url("localhost", "/state"))) {
            page.send("Runtime.evaluate", Map.of("expression", "alert('wait')"));
            awaitSilence(page);
        }
    }

    private void makeBusy(String target) throws CdpException {
        try (PageSession page = chromium.visit(target, site.url("localhost", "/state"))) {
            page.send("Runtime.evaluate", Map.of("expression", "while (true);"));
            awaitSilence(page);
        }
    }

    private static void awaitSilence(PageSession page) {
        await().atMost(LIMIT).until(() -> {
            try {
                page.call("Runtime.evaluate", Map.of("expression", "1"), Duration.ofMillis(300));
                return false;
            } catch (CdpException expected) {
                return true;
            }
        });
    }
}
