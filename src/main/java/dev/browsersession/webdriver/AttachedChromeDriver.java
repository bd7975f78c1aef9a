package dev.browsersession.webdriver;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.ViewOpened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.CommandPayload;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.FileDetector;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.Response;

/**
 * A {@code ChromeDriver} whose browser and driver process are somebody else's: it works on a view, and quitting it ends
 * the WebDriver session and nothing more.
 *
 * <p>A plain {@code ChromeDriver} opens a second websocket to the browser at once, for DevTools that few tests ask for.
 * This one opens it at the first use.
 */
public final class AttachedChromeDriver extends ChromeDriver {

    // The constructors of the superclasses call overridden methods: until they are done, these are null.
    private final Secret webSocketUrl;
    private PageDevTools devTools;
    private boolean leaving;

    private AttachedChromeDriver(AttachedDriverService service, ChromeOptions options, ViewOpened view) {
        super(service, options);
        this.webSocketUrl = view.webSocketUrl();
        setCommandExecutor(new ViewExecutor((HttpCommandExecutor) super.getCommandExecutor(), view.webDriverUrl()));
    }

    /**
     * Attaches to a view.
     *
     * @param view the view, which was opened for a driver
     * @param driver the ChromeDriver that the view was opened with
     * @param options what the user's options ask of a connection
     */
    public static AttachedChromeDriver attach(ViewOpened view, Path driver, ChromeOptionsParts options) {
        CdpWarnings.keepBack();
        try {
            AttachedDriverService service = new AttachedDriverService(
                    driver.toFile(), URI.create(view.webDriverUrl().value()).toURL());
            return new AttachedChromeDriver(service, options.connection(view.debuggerAddress()), view);
        } catch (RuntimeException e) {
            throw new Redaction(view.webDriverUrl()).of(e);
        } catch (IOException e) {
            throw new BrowserSessionException("The view's WebDriver could not be attached to.", e);
        }
    }

    /** Attaches to a view whose driver is beside its browser. */
    public static AttachedChromeDriver attachToProvided(ViewOpened view, ChromeOptionsParts options) {
        return attach(view, AttachedDriverService.ELSEWHERE, options);
    }

    /** How files reach its file inputs; by their paths where nothing else is said. */
    public AttachedChromeDriver bringFiles(FileWay way) {
        if (super.getCommandExecutor() instanceof ViewExecutor own) {
            own.bringFiles(way);
        }
        return this;
    }

    /**
     * Taken, as by every remote driver, and not used: paths of this machine reach the file inputs without, and ChromeDriver has
     * no command for what a detector sends.
     */
    @Override
    public void setFileDetector(FileDetector detector) {
        Objects.requireNonNull(detector, "detector");
    }

    /** The executor that Selenium made, which is what callers know how to use. */
    @Override
    public CommandExecutor getCommandExecutor() {
        CommandExecutor current = super.getCommandExecutor();
        return current instanceof ViewExecutor own ? own.wrapped() : current;
    }

    /**
     * Drops the debugger address from the answer to a new session. With it, {@code ChromiumDriver} would connect at
     * once, and put the websocket's URL among the capabilities, which Selenium writes into every exception.
     */
    @Override
    protected Response execute(CommandPayload payload) {
        Response response = super.execute(payload);
        if (DriverCommand.NEW_SESSION.equals(payload.getName()) && response.getValue() instanceof Map<?, ?> answered) {
            Map<String, Object> capabilities = copy(answered);
            if (capabilities.get(ChromeOptions.CAPABILITY) instanceof Map<?, ?> chrome) {
                Map<String, Object> rest = copy(chrome);
                rest.remove("debuggerAddress");
                capabilities.put(ChromeOptions.CAPABILITY, rest);
            }
            response.setValue(capabilities);
        }
        return response;
    }

    private static Map<String, Object> copy(Map<?, ?> answered) {
        Map<String, Object> copy = new TreeMap<>();
        answered.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    @Override
    public Optional<DevTools> maybeGetDevTools() {
        if (devTools != null && devTools.isClosed()) {
            devTools = null;
        }
        if (devTools == null && webSocketUrl != null && !leaving) {
            devTools = PageDevTools.open(
                    webSocketUrl, this::currentWindow, getCapabilities().getBrowserVersion());
        }
        return Optional.ofNullable(devTools);
    }

    /** Null where the current window is closed: any page will do then. */
    private String currentWindow() {
        try {
            return getWindowHandle();
        } catch (NoSuchWindowException e) {
            return null;
        }
    }

    @Override
    public void close() {
        leave(super::close);
    }

    /** Ends the WebDriver session. The browser, its context and its pages stay; a second call does nothing. */
    @Override
    public void quit() {
        try {
            leave(super::quit);
        } finally {
            closeExecutor();
        }
    }

    /** On the way out Selenium asks for the DevTools to close them; that must not open them first. */
    private void leave(Runnable way) {
        leaving = true;
        try {
            way.run();
        } finally {
            leaving = false;
        }
    }

    private void closeExecutor() {
        CommandExecutor executor = super.getCommandExecutor();
        try {
            if (executor instanceof ViewExecutor own) {
                own.close();
            } else {
                ViewExecutor.close((HttpCommandExecutor) executor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
