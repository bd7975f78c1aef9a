package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewIsolationTest extends ViewTestCase {

    private TestView other;

    @BeforeEach
    void openAnotherView() throws Exception {
        other = chromium.newView(upstream());
    }

    @AfterEach
    void closeTheOtherView() throws Exception {
        other.close();
        Pages.disposeContext(chromium.control(), other.context());
    }

    @Test
    void seeTheirOwnTargetsOnly() throws Exception {
        try (CdpConnection client = connect()) {
            assertThat(Pages.targets(client)).extracting(PageTarget::id).containsExactly(view.page());
            assertThat(client.call(null, "Target.getBrowserContexts", Map.of(), LIMIT)
                            .toString())
                    .isEqualTo("{\"browserContextIds\":[\"" + view.context() + "\"]}");
        }
    }

    @Test
    void hearOfTheirOwnTargetsOnly() throws Exception {
        BlockingQueue<CdpEvent> events = new LinkedBlockingQueue<>();
        try (CdpConnection client = connect()) {
            client.onEvent(events::add);
            client.call(null, "Target.setDiscoverTargets", Map.of("discover", true), LIMIT);
            Map<String, ?> everything = Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true);
            client.call(null, "Target.setAutoAttach", everything, LIMIT);
            String foreign = Pages.createPage(chromium.control(), other.context(), 0, 0);
            String own = Pages.createPage(client, null, 0, 0);
            Pages.closePage(chromium.control(), foreign);
            Pages.closePage(client, own);
            await().atMost(LIMIT).until(() -> events.stream()
                    .anyMatch(event -> event.method().equals("Target.targetDestroyed")));
            assertThat(events)
                    .extracting(event -> event.params().toString())
                    .noneMatch(text ->
                            text.contains(foreign) || text.contains(other.page()) || text.contains(other.context()));
            assertThat(events)
                    .filteredOn(event -> event.method().equals("Target.attachedToTarget"))
                    .extracting(event ->
                            event.params().path("targetInfo").path("targetId").asString())
                    .containsExactlyInAnyOrder(view.page(), own);
        }
    }

    @Test
    void neverStopAnotherViewsPages() throws Exception {
        try (CdpConnection client = connect()) {
            Map<String, ?> everything = Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true);
            client.call(null, "Target.setAutoAttach", everything, LIMIT);
            String foreign = Pages.createPage(chromium.control(), other.context(), 0, 0);
            try (PageSession page = PageSession.attach(chromium.control(), foreign, LIMIT)) {
                Chromium.go(page, "data:text/html,runs");
                assertThat(Chromium.evaluate(page, "document.body.textContent")).isEqualTo("runs");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cannotReachAnotherViewsPage(boolean onPage) throws Exception {
        try (CdpConnection client = connect();
                PageSession page = PageSession.attach(client, view.page(), LIMIT)) {
            String session = onPage ? page.id() : null;
            for (String method : List.of(
                    "Target.attachToTarget",
                    "Target.closeTarget",
                    "Target.activateTarget",
                    "Target.getTargetInfo",
                    "Target.autoAttachRelated",
                    "Browser.getWindowForTarget")) {
                Map<String, ?> params =
                        Map.of("targetId", other.page(), "flatten", true, "waitForDebuggerOnStart", true);
                assertThatThrownBy(() -> client.call(session, method, params, LIMIT))
                        .as(method)
                        .hasMessageContaining("No target with given id found");
            }
        }
        assertThat(Pages.list(chromium.control(), other.context())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Browser.close, true",
        "Browser.close, false",
        "Browser.crash, true",
        "Target.attachToBrowserTarget, true",
        "Target.attachToBrowserTarget, false",
        "Target.createBrowserContext, false",
        "Target.exposeDevToolsProtocol, false",
        "Tracing.start, true",
        "SystemInfo.getInfo, false",
    })
    void cannotReachTheBrowser(String method, boolean onPage) throws Exception {
        try (CdpConnection client = connect();
                PageSession page = PageSession.attach(client, view.page(), LIMIT)) {
            assertThatThrownBy(() -> client.call(onPage ? page.id() : null, method, Map.of(), LIMIT))
                    .hasMessageContaining(method + " is refused in the view of browser context " + view.context());
            assertThat(Chromium.evaluate(page, "'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void cannotDisposeOfAContext() throws Exception {
        try (CdpConnection client = connect()) {
            for (String context : List.of(view.context(), other.context())) {
                assertThatThrownBy(() -> Pages.disposeContext(client, context)).hasMessageContaining("refused");
            }
        }
    }

    @Test
    void makePagesInTheirOwnContextOnAPagesSessionToo() throws Exception {
        try (CdpConnection client = connect();
                PageSession page = PageSession.attach(client, view.page(), LIMIT)) {
            page.call("Target.createTarget", Map.of("url", "about:blank"), LIMIT);
        }
        assertThat(Pages.list(chromium.control(), view.context())).hasSize(2);
        assertThat(Pages.list(chromium.control(), null)).hasSize(1);
    }

    @Test
    void haveTheirOwnCookies() throws Exception {
        Map<String, ?> cookie = Map.of("name", "who", "value", "view", "url", "http://localhost/");
        try (CdpConnection client = connect();
                CdpConnection another = connect(other)) {
            client.call(null, "Storage.setCookies", Map.of("cookies", List.of(cookie)), LIMIT);
            assertThat(cookies(client)).contains("who");
            assertThat(cookies(another)).doesNotContain("who");
            another.call(null, "Storage.clearCookies", Map.of(), LIMIT);
            assertThat(cookies(client)).contains("who");
        }
        assertThat(cookies(chromium.control())).doesNotContain("who");
    }

    private String cookies(CdpConnection client) throws CdpException {
        return client.call(null, "Storage.getCookies", Map.of(), LIMIT).toString();
    }

    @Test
    void useTheirOwnWindowsOnly() throws Exception {
        try (CdpConnection client = connect()) {
            int foreign = window(chromium.control(), other.page());
            int own = window(client, view.page());
            assertThat(client.call(null, "Browser.getWindowBounds", Map.of("windowId", own), LIMIT)
                            .has("bounds"))
                    .isTrue();
            assertThatThrownBy(() -> client.call(null, "Browser.getWindowBounds", Map.of("windowId", foreign), LIMIT))
                    .hasMessageContaining("refused");
        }
    }

    private int window(CdpConnection client, String target) throws CdpException {
        return client.call(null, "Browser.getWindowForTarget", Map.of("targetId", target), LIMIT)
                .path("windowId")
                .asInt();
    }
}
