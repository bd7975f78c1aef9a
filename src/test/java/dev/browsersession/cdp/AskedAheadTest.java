package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client that asks as ChromeDriver does, and a page that changes in every way that could make an answer wrong. */
class AskedAheadTest extends ViewTestCase {

    private static TestSite site;

    private CdpConnection client;
    private PageSession page;
    private PageSession other;
    private final Queue<CdpEvent> events = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startSite() throws Exception {
        site = TestSite.start();
        site.page("/page", "<title>page</title><iframe id='frame' name='before' src='/frame'></iframe>");
        site.page("/frame", "framed");
        site.page("/next", "<title>next</title>");
    }

    @AfterAll
    static void endSite() {
        site.close();
    }

    @Override
    UpstreamKind upstream() {
        return UpstreamKind.SHARED;
    }

    /** After this the client is known to want frame trees, and to look whether scripts run. */
    @BeforeEach
    void attach() throws Exception {
        other = chromium.visit(view.page(), site.url("localhost", "/page"));
        try (Attaching attaching = view.port().allowAttach()) {
            assertThat(attaching).isNotNull();
            client = connect();
        }
        page = PageSession.attach(client, view.page(), LIMIT);
        page.onEvent(events::add);
        page.call("Page.enable", Map.of(), LIMIT);
        look();
        tree();
    }

    @AfterEach
    void detach() {
        page.close();
        other.close();
        client.close();
    }

    private void look() throws CdpException {
        page.call("Runtime.evaluate", Map.of("expression", "1"), LIMIT);
    }

    private JsonNode tree() throws CdpException {
        return page.call("Page.getFrameTree", Map.of(), LIMIT).path("frameTree");
    }

    private JsonNode run(String function) throws CdpException {
        String document = page.call("Runtime.evaluate", Map.of("expression", "document"), LIMIT)
                .path("result")
                .path("objectId")
                .asString();
        return page.call(
                "Runtime.callFunctionOn",
                Map.of("functionDeclaration", function, "objectId", document, "awaitPromise", true),
                LIMIT);
    }

    private static String frameName(JsonNode tree) {
        return tree.path("childFrames").path(0).path("frame").path("name").asString("");
    }

    @Test
    void aScriptsOwnChangeIsInTheTreeBehindIt() throws Exception {
        for (String name : List.of("one", "two", "three")) {
            run("function() { frames[0].name = '" + name + "' }");
            assertThat(frameName(tree())).isEqualTo(name);
            assertThat(frameName(tree())).isEqualTo(name);
            look();
        }
    }

    @Test
    void whatAPromiseChangesBeforeItIsKeptIsInTheTreeBehindIt() throws Exception {
        run("function() { return new Promise(done => setTimeout(() => {"
                + " frames[0].name = 'promised'; done() }, 200)) }");
        assertThat(frameName(tree())).isEqualTo("promised");
    }

    @Test
    void whatThePageToldIsInTheNextTree() throws Exception {
        for (String fragment : List.of("one", "two", "three")) {
            look();
            assertThat(tree().path("frame").path("urlFragment").asString("")).doesNotContain(fragment);
            Chromium.evaluate(other, "location.hash = '" + fragment + "'; ''");
            await().atMost(LIMIT).until(() -> events.stream()
                    .anyMatch(event -> event.method().equals("Page.navigatedWithinDocument")
                            && event.params().toString().contains(fragment)));
            assertThat(tree().path("frame").path("urlFragment").asString("")).isEqualTo("#" + fragment);
        }
    }

    @Test
    void whatAnotherClientDidIsInTheTreeOfTheNextWebDriverCommand() throws Exception {
        for (String name : List.of("one", "two", "three")) {
            run("function() {}");
            tree();
            look();
            Chromium.evaluate(other, "frames[0].name = '" + name + "'");
            look();
            assertThat(frameName(tree())).isEqualTo(name);
        }
    }

    @Test
    void whatInputChangesIsInTheNextTree() throws Exception {
        Chromium.evaluate(other, "onkeydown = event => frames[0].name = event.key; focus(); ''");
        for (String key : List.of("a", "b", "c")) {
            look();
            page.call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key), LIMIT);
            assertThat(frameName(tree())).isEqualTo(key);
        }
    }

    @Test
    void aNavigationOfTheScriptIsSeenByTheNextWebDriverCommand() throws Exception {
        run("function() { location.href = '/next' }");
        look();
        await().atMost(LIMIT).untilAsserted(() -> {
            look();
            assertThat(tree().path("frame").path("url").asString()).endsWith("/next");
        });
    }

    @Test
    void nodesAreTheOnesThatWereAskedForAndEndWithTheirGroup() throws Exception {
        page.call("DOM.enable", Map.of(), LIMIT);
        JsonNode document = page.call("DOM.getDocument", Map.of("depth", 0), LIMIT);
        int node = document.path("root").path("backendNodeId").asInt();
        for (String group : List.of("g1", "g2", "g3")) {
            String object = page.call("DOM.resolveNode", Map.of("backendNodeId", node, "objectGroup", group), LIMIT)
                    .path("object")
                    .path("objectId")
                    .asString();
            assertThat(titleOf(object)).isEqualTo("page");
            page.call("Runtime.releaseObjectGroup", Map.of("objectGroup", group), LIMIT);
            look();
            assertThat(page.send(
                            "Runtime.callFunctionOn",
                            Map.of("functionDeclaration", "function() {}", "objectId", object)))
                    .failsWithin(LIMIT)
                    .withThrowableThat()
                    .withMessageContaining("Could not find object with given id");
        }
    }

    private String titleOf(String object) throws CdpException {
        Map<String, ?> script = Map.of(
                "functionDeclaration", "function() { return this.title }", "objectId", object, "returnByValue", true);
        return page.call("Runtime.callFunctionOn", script, LIMIT)
                .path("result")
                .path("value")
                .asString();
    }
}
