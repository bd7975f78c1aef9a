package dev.browsersession.webdriver;

import dev.browsersession.protocol.Secret;
import java.net.URI;
import java.util.function.Supplier;
import org.openqa.selenium.devtools.Connection;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.devtools.DevToolsException;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/**
 * {@code DevTools} over a view, for whatever version Chrome has: commands and events of the protocol need no typed
 * module of Selenium.
 */
public final class PageDevTools extends DevTools {

    private final Connection connection;
    private final Redaction redaction;
    private final Supplier<String> page;
    private boolean closed;

    private PageDevTools(Connection connection, Redaction redaction, Supplier<String> page, String browserVersion) {
        super(devTools -> new PlainDomains(devTools, browserVersion), connection);
        this.connection = connection;
        this.redaction = redaction;
        this.page = page;
    }

    /**
     * Connects without any WebDriver and attaches to one page.
     *
     * @param webSocketUrl the view's CDP websocket
     * @param targetId the page
     * @param browserVersion as in {@code Chrome/156.0.8078.73}, to choose among typed modules; null where unknown
     */
    public static DevTools attach(Secret webSocketUrl, String targetId, String browserVersion) {
        PageDevTools devTools = open(webSocketUrl, () -> targetId, browserVersion);
        try {
            devTools.createSession();
        } catch (RuntimeException e) {
            devTools.close();
            throw e;
        }
        return devTools;
    }

    /** The DevTools of a driver, attached to its current window; closed with it. */
    public static DevTools of(AttachedChromeDriver driver) {
        DevTools devTools = driver.getDevTools();
        devTools.createSessionIfThereIsNotOne();
        return devTools;
    }

    /** Connects; the page is asked for when a session with a page is first needed. */
    static PageDevTools open(Secret webSocketUrl, Supplier<String> page, String browserVersion) {
        Redaction redaction = new Redaction(webSocketUrl);
        HttpClient client = HttpClient.Factory.createDefault()
                .createClient(ClientConfig.defaultConfig().baseUri(URI.create(webSocketUrl.value())));
        try {
            return new PageDevTools(connect(client, webSocketUrl), redaction, page, browserVersion);
        } catch (RuntimeException e) {
            client.close();
            throw redaction.of(e);
        }
    }

    // The other constructor is not in Selenium 4.31.
    @SuppressWarnings("deprecation")
    private static Connection connect(HttpClient client, Secret webSocketUrl) {
        return new Connection(client, webSocketUrl.value());
    }

    @Override
    public void createSession(String windowHandle) {
        if (closed) {
            throw new DevToolsException("These DevTools were closed. Ask the driver for new ones with getDevTools().");
        }
        try {
            super.createSession(windowHandle == null ? page.get() : windowHandle);
        } catch (RuntimeException e) {
            throw redaction.of(e);
        }
    }

    @Override
    public void createSessionIfThereIsNotOne(String windowHandle) {
        super.createSessionIfThereIsNotOne(windowHandle == null ? page.get() : windowHandle);
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Closes the connection, which ends what was enabled through it. Selenium's own way first talks to a page that may
     * be gone, and logs a stack trace for each answer that does not come; it is only needed to end an interception.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (((PlainDomains) getDomains()).isNetworkUsed()) {
                disconnectSession();
            }
        } finally {
            connection.close();
        }
    }
}
