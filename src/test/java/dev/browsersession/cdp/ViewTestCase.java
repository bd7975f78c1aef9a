package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A view of a real Chromium, anew for each test. Subclasses of tests run them with another {@link UpstreamKind}. */
abstract class ViewTestCase {

    static Chromium chromium;

    TestView view;

    @BeforeAll
    static void startChromium(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
    }

    @AfterAll
    static void endChromium() {
        chromium.close();
    }

    UpstreamKind upstream() {
        return UpstreamKind.OWN_SOCKETS;
    }

    @BeforeEach
    void openView() throws Exception {
        view = chromium.newView(upstream());
    }

    @AfterEach
    void closeView() throws Exception {
        view.close();
        Pages.disposeContext(chromium.control(), view.context());
    }

    CdpConnection connect() throws CdpException {
        return connect(view);
    }

    static CdpConnection connect(TestView view) throws CdpException {
        return CdpConnection.connect(
                chromium.group(), URI.create(view.port().webSocketUrl().value()), LIMIT);
    }
}
