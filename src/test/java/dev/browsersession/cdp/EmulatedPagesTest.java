package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static dev.browsersession.cdp.Chromium.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.DeviceEmulation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatedPagesTest {

    private static final DeviceEmulation PHONE = new DeviceEmulation(360, 740, 3, true, true, "Phone/1.0");
    private static final String SEEN =
            "[innerWidth, devicePixelRatio, navigator.maxTouchPoints > 0, navigator.userAgent].join()";

    private static Chromium chromium;
    private static TestSite site;

    private String context;
    private String page;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
        site = TestSite.start();
        String viewport = "<meta name='viewport' content='width=device-width'>";
        site.page("/page", viewport + "page");
        site.page("/frame", "<script>parent.postMessage(" + SEEN + ".split(',').slice(2).join(), '*')</script>");
        site.page(
                "/outer",
                viewport + "<script>addEventListener('message', event => window.framed = event.data)</script>"
                        + "<iframe src='" + site.url("b.localhost", "/frame") + "'></iframe>");
    }

    @AfterAll
    static void end() {
        site.close();
        chromium.close();
    }

    @BeforeEach
    void createContext() throws Exception {
        context = Pages.createContext(chromium.control());
        page = Pages.createPage(chromium.control(), context, 0, 0);
    }

    @AfterEach
    void disposeContext() throws Exception {
        Pages.disposeContext(chromium.control(), context);
    }

    private String seenBy(String target) throws CdpException {
        try (PageSession session = chromium.visit(target, site.url("localhost", "/page"))) {
            return evaluate(session, SEEN);
        }
    }

    @Test
    void makesOpenPagesPretendUntilItIsClosed() throws Exception {
        String before = seenBy(page);
        try (EmulatedPages emulated = EmulatedPages.apply(chromium.control(), context, PHONE)) {
            assertThat(emulated).isNotNull();
            assertThat(seenBy(page)).isEqualTo("360,3,true,Phone/1.0");
        }
        await().atMost(LIMIT).until(() -> seenBy(page).equals(before));
    }

    @Test
    void makesPagesPretendThatOpenLater() throws Exception {
        try (EmulatedPages emulated = EmulatedPages.apply(chromium.control(), context, PHONE)) {
            assertThat(emulated).isNotNull();
            try (PageSession opener = chromium.visit(page, site.url("localhost", "/page"))) {
                evaluate(opener, "void open('/page')");
            }
            await().atMost(LIMIT)
                    .until(() -> Pages.list(chromium.control(), context).size() == 2);
            for (PageTarget target : Pages.list(chromium.control(), context)) {
                await().atMost(LIMIT).until(() -> seenBy(target.id()).equals("360,3,true,Phone/1.0"));
            }
        }
    }

    @Test
    void makesFramesOfOtherSitesPretendFromTheirFirstScriptOn() throws Exception {
        try (EmulatedPages emulated = EmulatedPages.apply(chromium.control(), context, PHONE)) {
            assertThat(emulated).isNotNull();
            try (PageSession session = chromium.visit(page, site.url("localhost", "/outer"))) {
                await().atMost(LIMIT)
                        .until(() -> !evaluate(session, "window.framed").isEmpty());
                assertThat(evaluate(session, "window.framed")).isEqualTo("true,Phone/1.0");
            }
        }
    }

    @Test
    void leavesOtherContextsAlone() throws Exception {
        String other = Pages.createContext(chromium.control());
        String target = Pages.createPage(chromium.control(), other, 0, 0);
        String before = seenBy(target);
        try (EmulatedPages emulated = EmulatedPages.apply(chromium.control(), context, PHONE)) {
            assertThat(emulated).isNotNull();
            assertThat(seenBy(target)).isEqualTo(before);
        }
        Pages.disposeContext(chromium.control(), other);
    }

    @Test
    void overridesOnlyWhatTheDeviceSays() throws Exception {
        String before = seenBy(page);
        List<String> parts = List.of(before.split(",", 4));
        DeviceEmulation device = new DeviceEmulation(0, 0, 2, false, false, null);
        try (EmulatedPages emulated = EmulatedPages.apply(chromium.control(), context, device)) {
            assertThat(emulated).isNotNull();
            assertThat(seenBy(page)).isEqualTo(parts.get(0) + ",2," + parts.get(2) + "," + parts.get(3));
        }
    }
}
