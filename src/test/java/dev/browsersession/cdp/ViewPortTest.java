package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewPortTest extends ViewTestCase {

    @Test
    void areCountedAndEndWithTheView() throws Exception {
        CdpConnection one = connect();
        CdpConnection two = connect();
        one.call(null, "Browser.getVersion", Map.of(), LIMIT);
        two.call(null, "Browser.getVersion", Map.of(), LIMIT);
        assertThat(view.port().openConnections()).isEqualTo(2);
        one.close();
        await().atMost(LIMIT).until(() -> view.port().openConnections() == 1);
        view.port().close();
        assertThat(view.port().openConnections()).isZero();
        await().atMost(LIMIT).until(() -> two.closed().isDone());
        assertThatThrownBy(this::connect).isInstanceOf(CdpException.class);
    }

    @Test
    void carryLargeMessagesBothWays() throws Exception {
        int length = 8_000_000;
        try (CdpConnection client = connect();
                PageSession page = PageSession.attach(client, view.page(), LIMIT)) {
            assertThat(Chromium.evaluate(page, "'" + "x".repeat(length) + "'")).hasSize(length);
        }
    }

    @Test
    void tellTheClientWhenThereIsNoMoreBrowser(@TempDir Path directory) throws Exception {
        Chromium other = Chromium.start(directory);
        try (TestView lost = other.newView(upstream());
                CdpConnection client = connect(lost)) {
            other.close();
            assertThat(client.closed().get(20, TimeUnit.SECONDS)).contains("the browser");
        } finally {
            other.close();
        }
    }

    @Test
    void theDefaultContextCanBeAView() throws Exception {
        String context = Pages.defaultContext(chromium.control());
        PageTarget page = Pages.list(chromium.control(), null).get(0);
        try (TestView whole = chromium.openView(upstream(), ViewScope.defaultContext(context), context, page.id());
                CdpConnection client = connect(whole)) {
            assertThat(Pages.targets(client)).extracting(PageTarget::id).containsExactly(page.id());
            String own = Pages.createPage(client, null, 0, 0);
            assertThat(Pages.list(chromium.control(), context))
                    .extracting(PageTarget::id)
                    .containsExactlyInAnyOrder(page.id(), own);
            Pages.closePage(client, own);
            await().atMost(LIMIT)
                    .until(() -> Pages.list(chromium.control(), context).size() == 1);
        }
    }
}
